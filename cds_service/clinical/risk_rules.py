"""What may make a patient "at risk" although the primary criterion does not hold."""

from enum import StrEnum


class Risk(StrEnum):
    """A reason to look at nutrition; what is not among a site's reasons is shown and alarms nobody."""

    FEARON_2011 = "fearon_2011"
    EVANS_2008 = "evans_2008"
    FEARON_2006 = "fearon_2006"
    """Only where its weight factor holds over twelve months, too: a loss of long ago is past."""
    GLIM_2019 = "glim_2019"
    GLIM_2019_LOSS = "glim_2019.loss_6_months"
    GLIM_2019_BMI = "glim_2019.bmi_18_5"
    AWGC_2023 = "awgc_2023"
    LOSS_12_MONTHS = "loss_12_months"
    """More than Fearon's percentage since the highest weight of a year, and still falling."""


PUBLISHED = (
    Risk.FEARON_2011,
    Risk.EVANS_2008,
    Risk.FEARON_2006,
    Risk.GLIM_2019_LOSS,
    Risk.GLIM_2019_BMI,
    Risk.LOSS_12_MONTHS,
)
"""By default; a BMI just under 22 at 76, or a CRP of 6 outside Asia, made too many alarms."""
