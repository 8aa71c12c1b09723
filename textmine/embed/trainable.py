"""The bundled model in torch, to train an adapter for it. Nothing but training needs it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from textmine.embed.quantised import Floats, QuantisedModel
from textmine.embed.tokenizer import E5Tokenizer
from textmine.text import normalise

SCALE = 2.0
"""Of the low-rank products, as is usual: it makes the learning rate fit several ranks."""


class AdaptedLinear(nn.Module):
    """A matrix that stays, a low-rank product that is learned beside it, and a bias that is learned."""

    def __init__(self, weights: Floats, bias: Floats, rank: int) -> None:
        super().__init__()
        self.weights: Tensor
        self.register_buffer("weights", torch.from_numpy(weights), persistent=False)
        self.bias = nn.Parameter(torch.from_numpy(bias))
        self.down = nn.Parameter(torch.randn(rank, weights.shape[1]) / math.sqrt(weights.shape[1]))
        self.up = nn.Parameter(torch.zeros(weights.shape[0], rank))

    def forward(self, x: Tensor) -> Tensor:
        """Return (…, outputs)."""
        learned = functional.linear(functional.linear(x, self.down), self.up)
        return functional.linear(x, self.weights, self.bias) + SCALE * learned


class Norm(nn.Module):
    """A layer norm that is learned."""

    def __init__(self, model: QuantisedModel, name: str) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.from_numpy(model.vector(f"{name}.w")))
        self.b = nn.Parameter(torch.from_numpy(model.vector(f"{name}.b")))
        self._epsilon = model.epsilon

    def forward(self, x: Tensor) -> Tensor:
        """Return `x`, normed over its last axis."""
        return functional.layer_norm(x, x.shape[-1:], self.w, self.b, self._epsilon)


class Layer(nn.Module):
    """A transformer layer; its parts have the names of the weight file."""

    def __init__(self, model: QuantisedModel, name: str, rank: int) -> None:
        super().__init__()
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            columns = model.inner if part == "fo" else model.hidden
            weights, bias = model.matrix(f"{name}.{part}.w", columns), model.vector(f"{name}.{part}.b")
            self.add_module(part, AdaptedLinear(weights, bias, rank))
        self.aln = Norm(model, f"{name}.aln")
        self.oln = Norm(model, f"{name}.oln")
        self._heads = model.heads

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return (b, s, hidden)."""
        batch, length, hidden = x.shape

        def heads(part: str) -> Tensor:
            return self.get_submodule(part)(x).view(batch, length, self._heads, -1).transpose(1, 2)  # type: ignore[no-any-return]

        context = functional.scaled_dot_product_attention(heads("q"), heads("k"), heads("v"), attn_mask=mask)
        x = self.aln(x + self.get_submodule("ao")(context.transpose(1, 2).reshape(batch, length, hidden)))
        inner = functional.gelu(self.get_submodule("fi")(x))
        return self.oln(x + self.get_submodule("fo")(inner))  # type: ignore[no-any-return]


class TrainableE5(nn.Module):
    """multilingual-e5-small with a linear head.

    Args:
        model: The weights.
        rank: Of what is learned for each matrix.
    """

    def __init__(self, model: QuantisedModel, rank: int) -> None:
        super().__init__()
        self._tokenizer = E5Tokenizer(model.pieces)
        self._padding = model.pieces.padding
        self.word: Tensor
        self.position: Tensor
        self.register_buffer("word", torch.from_numpy(model.matrix("emb.word", model.hidden)), persistent=False)
        positions = model.vector("emb.pos").reshape(-1, model.hidden) + model.vector("emb.type")[: model.hidden]
        self.register_buffer("position", torch.from_numpy(positions), persistent=False)
        self.norm = Norm(model, "emb.ln")
        self.layers = nn.ModuleList(Layer(model, f"l{number}", rank) for number in range(model.layers))
        self.head = nn.Linear(model.hidden, model.hidden)

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token numbers of each text: of its first window, if it has several."""
        return [windows[0] for windows in self._tokenizer.windows([normalise(text) for text in texts])]

    def pooled(self, tokens: Sequence[Sequence[int]]) -> Tensor:
        """Return (n, hidden): the mean over each text's tokens, at unit length."""
        longest = max(map(len, tokens))
        ids = torch.tensor([[*own, *[self._padding] * (longest - len(own))] for own in tokens])
        real = torch.arange(longest)[None, :] < torch.tensor([len(own) for own in tokens])[:, None]
        x = self.norm(functional.embedding(ids, self.word) + self.position[:longest])
        for layer in self.layers:
            x = layer(x, real[:, None, None, :])
        return functional.normalize((x * real[..., None]).sum(1), dim=-1)

    def forward(self, tokens: Sequence[Sequence[int]]) -> Tensor:
        """Return (n, hidden) vectors of unit length."""
        return functional.normalize(self.head(self.pooled(tokens)), dim=-1)

    def tensors(self) -> dict[str, npt.NDArray[np.float16]]:
        """Return what was learned, as `textmine.embed.adapter.Adapter` takes it."""
        found: dict[str, Tensor] = {"emb.ln.w": self.norm.w, "emb.ln.b": self.norm.b}
        found |= {"head.w": self.head.weight, "head.b": self.head.bias}
        for number, layer in enumerate(self.layers):
            for name, part in layer.named_children():
                key = f"l{number}.{name}"
                if isinstance(part, AdaptedLinear):
                    found |= {f"{key}.w.down": part.down, f"{key}.w.up": SCALE * part.up, f"{key}.b": part.bias}
                elif isinstance(part, Norm):
                    found |= {f"{key}.w": part.w, f"{key}.b": part.b}
        return {name: tensor.detach().numpy().astype(np.float16) for name, tensor in found.items()}
