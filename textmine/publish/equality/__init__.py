"""Equality Impact evidence: who responded and what each group raised, in Word and as a workbook."""
