"""Room: catalogue. What can be claimed of what actors hold, say, decide, pledge, practise and agree: a closed list.

A new attribute needs a decision record (scope guard). What was pledged has names of its own, so that no sum can take it for forces.
"""

from __future__ import annotations

from collections.abc import Mapping

from dualtrack.catalogue.attribute import MONEY, Attribute, choice, day, quantity, words

EXERCISES: Mapping[str, Attribute] = {
    "troops": quantity("Troops", "troops"),
    "tanks": quantity("Battle tanks", "tanks"),
    "acvs": quantity("Armoured combat vehicles", "vehicles"),
    "artillery": quantity("Artillery pieces of 100 mm and above", "pieces"),
    "landing_troops": quantity("Troops of landings by sea or air", "troops"),
    "duration": quantity("Duration", "days", "hours"),
    "start": day("Began"),
    "end": day("Ended"),
    "in_zone": choice("In the zone of application", "yes", "no", "partly"),
    "without_advance_notice": choice("Held without advance notice to the troops", "yes", "no"),
    "single_command": choice("One activity under a single operational command", "yes", "no"),
    "notified_ahead": quantity("Notified ahead", "days"),
    "notified_at_start": choice("Notified when the troops began", "yes", "no"),
    "observers_invited": choice("Observers invited under the document", "yes", "no"),
    "scope": words("Scope"),
    "purpose": words("Said to be for"),
    "aircraft": quantity("Aircraft", "aircraft"),
    "ships": quantity("Ships", "ships"),
    "states": quantity("States taking part", "states"),
}

PRESENCE: Mapping[str, Attribute] = {
    "status": words("Status"),
    "framework": words("Framework nation"),
    "contributors": words("Contributors"),
    "size": choice("Size", "company", "battalion-battlegroup", "brigade", "division", "corps"),
    "troops": quantity("Troops", "troops"),
    "framework_troops": quantity("Troops of the framework nation", "troops"),
    "tanks": quantity("Battle tanks", "tanks"),
    "aircraft": quantity("Aircraft", "aircraft"),
    "ships": quantity("Ships", "ships"),
    "contributing_states": quantity("States taking part", "states"),
    "intercepts": quantity("Intercepts in a year", "intercepts"),
    "rotations": quantity("Rotations so far", "rotations"),
    "rotation_length": quantity("Length of a rotation", "months"),
    "announced": day("Announced"),
    "since": day("There since"),
    "complete": day("Complete"),
    "until": day("Ended"),
    "cost": quantity("Cost", *MONEY),
    "mandate": words("Said to be for"),
}

PLEDGES: Mapping[str, Attribute] = {
    "status": choice("Status", "pledged", "met", "not-met", "in-progress", "superseded", exclusive=False),
    "content": words("What it says"),
    "agreed": day("Agreed"),
    "due": day("Due"),
    "pledged_troops": quantity("Troops pledged", "troops"),
    "pledged_brigades": quantity("Brigades pledged", "brigades"),
    "pledged_battalions": quantity("Battalions pledged", "battalions"),
    "pledged_squadrons": quantity("Air squadrons pledged", "squadrons"),
    "pledged_ships": quantity("Ships pledged", "ships"),
    "readiness": quantity("Ready within", "days"),
    "share_of_gdp": quantity("Share of gross domestic product", "percent"),
    "share_for_equipment": quantity("Share of defence spending for equipment", "percent"),
    "pledged_amount": quantity("Amount pledged", *MONEY),
    "allies_meeting_it": quantity("Allies said to meet it", "allies"),
}

ARSENALS: Mapping[str, Attribute] = {
    "warheads": quantity("Warheads in all", "warheads"),
    "stockpile": quantity("Military stockpile", "warheads"),
    "deployed": quantity("Deployed warheads", "warheads"),
    "strategic": quantity("Strategic warheads", "warheads"),
    "strategic_deployed": quantity("Strategic warheads deployed", "warheads"),
    "reserve": quantity("Warheads in reserve", "warheads"),
    "nonstrategic": quantity("Non-strategic warheads", "warheads"),
    "retired": quantity("Retired warheads awaiting dismantlement", "warheads"),
    "in_host": quantity("Warheads in the host state", "warheads"),
    "ceiling": quantity("Ceiling set by its own policy", "warheads"),
    "bases": quantity("Bases with storage", "bases"),
    "presence": words("Said of their presence"),
    "position": words("Position"),
}

DECISIONS: Mapping[str, Attribute] = {
    "status": choice("Status", "agreed", "considered", "announced", "discussed", "rejected", "in-effect", "not-met"),
    "content": words("What it says"),
    "takes_effect": day("Takes effect"),
    "allies_count": quantity("Allies", "allies"),
    "credibility": words("Credibility"),
    "scope": words("Scope"),
    "amount": quantity("Amount", *MONEY),
    "ended": day("Ended"),
}

MEASURES: Mapping[str, Attribute] = {
    "inspectable_items": quantity("Items open to inspection", "items"),
    "violation_size": quantity("Forbidden items that should be found", "items"),
    "inspection_sensitivity": quantity("Chance that inspecting a forbidden item reveals it", "percent"),
    "inspection_false_alarm": quantity("Chance that inspecting a permitted item raises a false alarm", "percent"),
    "inspection_cost": quantity("Cost of an inspection", *MONEY),
    "false_alarm_cost": quantity("Cost of clearing up a false alarm", *MONEY),
    "detection_goal": quantity("Wanted chance of finding the violation", "percent"),
    "portal_share": quantity("Share of the forbidden items that must pass a monitored exit", "percent"),
    "portal_sensitivity": quantity("Chance that a forbidden item is recognised at the exit", "percent"),
    "portal_false_alarm": quantity("Chance that a permitted item raises a false alarm at the exit", "percent"),
    "portal_throughput": quantity("Items that pass the exit in a year", "items"),
    "portal_cost": quantity("Cost of portal monitoring in a year", *MONEY),
    "revisit_interval": quantity("Time between two looks from above", "hours"),
    "time_in_open": quantity("Time an item stays in the open each time", "hours"),
    "exposures_per_year": quantity("Times an item is in the open in a year", "times"),
    "clear_view": quantity("Share of looks that see the ground", "percent"),
    "recognition": quantity("Chance that an item seen is recognised", "percent"),
    "cost": quantity("Cost", *MONEY),
    "delay": quantity("Time until complete", "months"),
    "duration": quantity("Duration", "months"),
    "lawful_under": words("Said to be lawful under"),
    "credibility": words("Credibility"),
    "verification": words("Verification"),
    "scope": words("Scope"),
}

ACTORS: Mapping[str, Attribute] = {"position": words("Position"), "status": words("Status")}

TREATIES: Mapping[str, Attribute] = {
    "signed": day("Signed"),
    "in_force": day("In force"),
    "eliminated": quantity("Missiles eliminated", "missiles"),
    "eliminated_us": quantity("Missiles eliminated by the United States", "missiles"),
    "eliminated_ussr": quantity("Missiles eliminated by the Soviet Union", "missiles"),
    "inspections": quantity("Inspections", "inspections"),
    "cause_of_end": words("Why it ended"),
    "position": words("Position"),
    "status": words("Status"),
    "parties": quantity("Parties", "states"),
    "flights": quantity("Observation flights", "flights"),
    "notice_of_withdrawal": day("Notice of withdrawal"),
    "suspended": day("Suspended"),
    "ended": day("Ended"),
}
