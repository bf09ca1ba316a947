"""Controlled terms of demographics and consent."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EthnicGroup(models.TextChoices):
    """Ethnic groups of China: the ten largest by the 2020 census; the others are written out. Sponsor terms."""

    HAN = "HAN", _("Han")
    ZHUANG = "ZHUANG", _("Zhuang")
    UYGHUR = "UYGHUR", _("Uyghur")
    HUI = "HUI", _("Hui")
    MIAO = "MIAO", _("Miao")
    MANCHU = "MANCHU", _("Manchu")
    YI = "YI", _("Yi")
    TUJIA = "TUJIA", _("Tujia")
    TIBETAN = "TIBETAN", _("Tibetan")
    MONGOL = "MONGOL", _("Mongol")
    OTHER = "OTHER", _("another group")


class Nationality(models.TextChoices):
    """ISO 3166 alpha-3 for the country of the trial; any other is written out."""

    CHINA = "CHN", _("China")
    OTHER = "OTHER", _("another country")


class ConsentLanguage(models.TextChoices):
    """ISO 639-1 codes of the languages in which a consent document may have been given."""

    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")
    TIBETAN = "bo", pgettext_lazy("language", "Tibetan")
    MONGOLIAN = "mn", _("Mongolian")
    UYGHUR = "ug", pgettext_lazy("language", "Uyghur")
    OTHER = "other", _("another language")


class GuardianRelation(models.TextChoices):
    """Who may be guardian of a minor (Civil Code of China, art. 27), by relation. Sponsor terms."""

    FATHER = "FATHER", _("father")
    MOTHER = "MOTHER", _("mother")
    GRANDPARENT = "GRANDPARENT", _("grandparent")
    SIBLING = "SIBLING", _("grown-up brother or sister")
    OTHER = "OTHER", _("another guardian")
