"""What each side holds on each issue: lasting stands, and stands shown in a demand, an offer or a refusal."""

from summitry.read.positions.find import find_positions
from summitry.read.positions.scale import position_key, stance_scale

__all__ = ["find_positions", "position_key", "stance_scale"]
