"""Answers of the odd kinds: campaigns, languages nobody trained for, answers of few or very many words."""

from __future__ import annotations

from tests.themes.texts import TEXTS

LETTER = (
    "I am writing to object to the closure of the library. It is the heart of our neighbourhood, children do their "
    "homework there and older people meet friends. Please keep the library open."
)
SAME = [
    "Please do not close the library",
    "Keep our library open",
    "The library must stay open for the children",
    "Save the library, older people meet there",
    "Do not shut the library",
    "Children do homework in the library, keep it",
    "লাইব্রেরি বন্ধ করবেন না",
    "Maktabadda ha la xidhin",
    "library bondho korben na",
    "لا تغلقوا المكتبة",
    "Libraries are the heart of this neighbourhood",
    "My friends and I meet in the library every week",
    "Closing the library is wrong",
    "We need the library for homework",
    "Leave the library alone please",
]
OTHER = [*TEXTS, *(f"{text} and it gets worse" for text in TEXTS), *(f"Honestly, {text}" for text in TEXTS[:9])]
CAMPAIGN = [*[LETTER] * 200, *SAME, *OTHER]

GEORGIAN = [
    "პარკში ღამით ძალიან ბნელა, მეტი განათება გვჭირდება",
    "ნაგვის ურნები ყოველთვის სავსეა",
    "ბიბლიოთეკა ადრე იკეტება, საღამოს ღია იყოს",
    "ავტობუსი იშვიათად დადის ჩვენს უბანში",
]
AMHARIC = [
    "ፓርኩ በሌሊት በጣም ጨለማ ነው፣ ተጨማሪ መብራት ያስፈልገናል",
    "የቆሻሻ መጣያዎቹ ሁልጊዜ ሞልተዋል",
    "ቤተ መጻሕፍቱ ቀደም ብሎ ይዘጋል",
    "አውቶቡሱ በሰፈራችን እምብዛም አይመጣም",
]
TIGRINYA = [
    "እቲ ፓርክ ለይቲ ኣዝዩ ጸልማት እዩ፣ ተወሳኺ መብራህቲ የድልየና",
    "እቲ ናይ ጎሓፍ መእከቢ ኩሉ ግዜ ምሉእ እዩ",
    "ቤተ መጻሕፍቲ ቀልጢፉ ይዕጾ",
    "ኣውቶቡስ ናብ ከባቢና ብዙሕ ኣይመጽእን",
]
THAI = ["สวนสาธารณะมืดมากตอนกลางคืน ต้องการไฟเพิ่ม", "ถังขยะเต็มตลอดเวลา", "ห้องสมุดปิดเร็วเกินไป", "รถเมล์มาไม่บ่อยในย่านของเรา"]
UNSEEN = [*GEORGIAN, *AMHARIC, *TIGRINYA, *THAI]

DARK = {
    "en": "The park is too dark at night, we need more lighting on the paths",
    "bn": "পার্কে রাতে খুব অন্ধকার, আরো আলো দরকার",
    "so": "Beerta habeenkii waa mugdi, nalal badan ayaan u baahanahay",
    "bn-Latn": "parker rasta rate onek ondhokar, aro light dorkar",
    "ar": "الحديقة مظلمة جدا في الليل ونحتاج إلى مصابيح",
}
MIXED = [
    "The bins are full. পার্কে আলো নেই।",
    "Beerta waa mugdi and the library is closed",
    "alo dorkar কারণ the park is dark",
    "الحديقة مظلمة and the bins are full too",
    "Maktabaddu ha furnaato. পার্কিং এর জায়গা নেই",
]
EMOJI = ["👍", "🙏🏽", "😡😡", "🏳️‍🌈"]

SETS = {
    "three": list(DARK.values())[:3],
    "one in Bengali": [DARK["bn"]],
    "one in Somali": [DARK["so"]],
    "identical": [DARK["ar"]] * 100,
    "identical with combining signs": [DARK["bn"]] * 40,
    "one word each": ["bins", "আলো", "nalal", "alo", "مصابيح", "Bins", "BINS!"] * 3,
    "languages never seen": UNSEEN,
    "one language never seen": GEORGIAN * 3,
    "5,000 words": ["পার্কে রাতে খুব অন্ধকার। " * 1250, *TEXTS],
    "5,000 words in one sentence": ["bins and lights and parking " * 1250, *TEXTS],
    "emoji": EMOJI * 3,
    "emoji and one answer": [*EMOJI, DARK["en"]],
    "signs": ["???", "...", "—", "12345", "\u200d", "\u0301\u0301", "\ud800"],
    "mixed languages": MIXED * 3,
    "campaign": CAMPAIGN,
}
