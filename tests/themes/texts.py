"""Short answers about three subjects in several languages."""

from __future__ import annotations

BINS = [
    "The bins are overflowing every weekend and there is rubbish on the street",
    "Please empty the bins more often, rubbish everywhere",
    "Rubbish is never collected on our street, bins are full",
    "Overflowing bins attract rats, collect the rubbish",
    "ডাস্টবিন উপচে পড়ে, রাস্তায় ময়লা পড়ে থাকে",
    "Qashinka lama qaado, qashin-qubka ayaa buuxa",
]
DARK = [
    "The park is too dark at night, we need more lighting",
    "More street lights please, the path is dark in the evening",
    "It is dark in the park after five and the lights do not work",
    "Broken street lights make the path dark and scary at night",
    "পার্কে রাতে খুব অন্ধকার, আরো আলো দরকার",
    "Beerta habeenkii waa mugdi, nalal badan ayaan u baahanahay",
]
PARKING = [
    "Parking for residents is too expensive and there are not enough spaces",
    "I can never find a parking space near my house",
    "Do not take away our parking bays, residents need to park their cars",
    "Parking permits cost too much for residents",
    "গাড়ি পার্কিং এর জায়গা নেই, পারমিটের দাম বেশি",
    "Meel baabuurta la dhigto ma jirto, baarkinku waa qaali",
]
TEXTS = [*BINS, *DARK, *PARKING]
SUBJECT = [0] * 6 + [1] * 6 + [2] * 6
