"""Whether the rules that `svyaz compose` says to clash do, and do no longer without any one of them."""
from exhaustive import Exhaustive
from model import Options, Problem


class Relaxed(Problem):
    """Some of the rules of a network. `codes`: of the contract's, `groupSize` as `--min` and `--max`."""

    def __init__(self, folder, subject, asked, codes, words):
        options = Options.parse(words)
        options.smallest = asked.smallest if "--min" in codes else 1
        super().__init__(folder, subject, options)
        options.largest = asked.largest if "--max" in codes else len(self.members)
        self.codes, self.keeps_share = codes, "share" in codes
        if "mentors" not in codes:
            self.mentors = set(self.members) - self.low
        # Enough sites for all groups are those that all wishes leave.
        self._site_count = len(self.sites - {school for school, base in asked.bans if base is None})

    def must_join(self, school):
        return (school in self.required_bases or any(school == one for one, _ in self.options.pins)
                or "coverage" in self.codes and school in self.low)

    def needs_sites(self, groups):
        return "sites" in self.codes and self._site_count >= groups

    def low_ranges(self, groups):
        if "balance" not in self.codes:
            return [(0, len(self.members))]
        if "coverage" in self.codes:
            return super().low_ranges(groups)
        return [(least, least + 1) for least in range(len(self.low) // groups + 1)]

    @property
    def can_hold(self):
        return Exhaustive().solve(self) is not None


def read_rule(rule):
    """(code of the contract's rule or nothing, words of the command line)."""
    if rule["text"].startswith("--"):
        return None, rule["text"].partition(":")[0].split()
    if rule["rule"] == "groupSize":
        return ("--min" if "(--min)" in rule["text"] else "--max"), []
    return rule["rule"], []


def clash_fault(folder, subject, asked, reason):
    """What is wrong with the reason of an infeasible answer, or nothing."""
    if not reason["proved"]:
        return None
    rules = [read_rule(rule) for rule in reason["rules"]]

    def can_hold(some):
        codes, words = {code for code, _ in some if code}, [word for _, words in some for word in words]
        return Relaxed(folder, subject, asked, codes, words).can_hold

    if not can_hold([]):
        return None if rules == [("mentors", [])] else f"there is no base whatever the rules, not {rules}"
    if not rules or can_hold(rules):
        return f"these rules do not clash: {rules}"
    for number in range(len(rules)):
        if not can_hold(rules[:number] + rules[number + 1:]):
            return f"{rules[number]} is not needed for the clash: {rules}"
    return None
