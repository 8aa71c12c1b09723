// Small helps for the review desk. Everything works without them.
"use strict";
