"""One letter in several languages and scripts, and independent answers, to make campaigns of."""

LETTERS = {
    "en": "I object to the plan to remove the parking bays on Chapel Road because disabled people use them every day.",
    "bn": "আমি চ্যাপেল রোডের পার্কিং তুলে দেওয়ার পরিকল্পনার বিরোধিতা করছি কারণ প্রতিদিন প্রতিবন্ধী মানুষ সেখানে গাড়ি রাখেন।",
    "so": "Waan ka soo horjeedaa qorshaha lagu baabi'inayo baarkinka Chapel Road "
    "sababtoo ah dadka naafada ah ayaa isticmaala maalin kasta.",
    "bn-Latn": "Ami Chapel Road er parking tule deyar porikolponar birodhita korchi "
    "karon protidin protibondhi manush sekhane gari rakhe.",
    "ar": "أنا أعترض على خطة إزالة مواقف السيارات في شارع الكنيسة لأن الأشخاص ذوي الإعاقة يستخدمونها كل يوم.",
    "zh": "我反对取消教堂路停车位的计划,因为残疾人每天都要使用这些车位,而且附近没有其他地方可以停车。",
}
OWN = {
    "en": "My mother walks with two sticks and the nearest other space is half a mile away.",
    "bn": "আমার মা দুটি লাঠি নিয়ে হাঁটেন আর অন্য জায়গাটা আধা মাইল দূরে।",
    "so": "Hooyaday waxay ku socotaa laba ulood, meesha kale ee ugu dhowna waa nus mayl.",
    "bn-Latn": "Amar ma duita lathi niye haten ar onno jayga ta adha mile dure.",
    "ar": "أمي تمشي بعكازين وأقرب مكان آخر يبعد نصف ميل عن بيتنا.",
    "zh": "我母亲拄着两根拐杖走路,最近的另一个地方在半英里之外。",
}
