"""Everything that is kept about a person, as a file they can read, in their own words."""

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.digests import Subscription
from bot.domain.drafts import Attachment, Draft
from bot.domain.events import Event, EventKind, FileKind
from bot.domain.facts import Topic, UnitTopic
from bot.domain.histories import Story
from bot.domain.letters import LetterKind
from bot.domain.people import Consent
from bot.domain.places import Place
from bot.domain.privacy import Chosen, Heard, Kept, Supported, Told
from bot.domain.proposals import Case
from bot.domain.roles import Grant
from bot.domain.territories import Spot
from bot.domain.timelines import Code
from bot.i18n import Words
from bot.views.audits import deed_line
from bot.views.dates import what
from bot.views.digests import every_label
from bot.views.names import LANGUAGES, category_label, spot_name, state_label
from bot.views.news import told
from bot.views.proposals import state_label as proposal_state
from bot.views.reminders import wish_label
from bot.views.roles import last_day, role_label

Json = dict[str, Any]


def file_name(now: datetime, _: Words) -> str:
    return f"auyl-uni-{_.day(now)}.json"


def file(kept: Kept, now: datetime, _: Words) -> bytes:
    return json.dumps(_everything(kept, now, _), ensure_ascii=False, indent=2).encode()


def _everything(kept: Kept, now: datetime, _: Words) -> Json:
    person = kept.person
    return _said(
        {
            _.plain("Written on"): _.moment(now),
            _.plain("Language"): person and LANGUAGES[person.language],
            _.plain("Village"): kept.home and spot_name(kept.home, _),
            _.plain("Consent"): [_consent(one, _) for one in kept.consents],
            _.plain("Name that your group sees"): kept.name,
            _.plain("Roles"): [_grant(grant, spot, _) for grant, spot in kept.grants],
            _.plain("When the digest comes"): [_subscribed(wanted, spot, _) for wanted, spot in kept.digests],
            _.plain("New reports are refused until"): kept.block
            and kept.block.until
            and _.moment(kept.block.until),
            _.plain("In the log of roles and settings"): [
                html.unescape(deed_line(one, _)) for one in kept.deeds
            ],
            _.plain("Reminders of elections"): kept.wish and wish_label(kept.wish, _),
            _.plain("What you were told of elections"): [_told_of_election(one, _) for one in kept.told],
            _.plain("Village news"): kept.unannounced and _.plain("stopped by you"),
            _.plain("Consultations that you took part in"): [_chosen(one, _) for one in kept.chosen],
            _.plain("Promises that you were told of"): [_promised(one, _) for one in kept.promised],
            _.plain("What you have proposed or commented"): [_proposed(one, _) for one in kept.proposed],
            _.plain("Report not sent yet"): kept.draft and _draft(kept.draft, _),
            _.plain("Reports"): [_report(story, _) for story in kept.stories],
            _.plain("What you support"): [_supported(one, _) for one in kept.supported],
            _.plain("Messages that wait for you"): [
                {_.plain("What"): _letters(_)[one.kind], _.plain("When"): _.moment(one.due_at)}
                for one in kept.waiting
            ],
            _.plain("The bot waits for your words about"): [
                _awaited(state, _) for state in kept.conversations
            ],
            _.plain("The bot cannot write to you since"): kept.unreachable_since
            and _.moment(kept.unreachable_since),
            _.plain("Messages of yours that we could not handle"): [
                {_.plain("When"): _.moment(one.since), _.plain("Why"): one.reason, _.plain("What"): one.body}
                for one in kept.aside
            ],
            _.plain("Not in this file"): _absent(_),
        }
    )


def _consent(consent: Consent, _: Words) -> Json:
    return {
        _.plain("Decision"): _.plain("yes") if consent.agreed else _.plain("no"),
        _.plain("When"): _.moment(consent.decided_at),
        _.plain("Wording"): consent.version,
        _.plain("Language"): LANGUAGES[consent.language],
    }


def _grant(grant: Grant, spot: Spot, _: Words) -> Json:
    return {
        _.plain("Role"): role_label(grant.role, _),
        _.plain("Territory"): spot_name(spot, _),
        _.plain("Since"): _.moment(grant.since),
        _.plain("Term"): last_day(grant.until, _),
    }


def _subscribed(wanted: Subscription, spot: Spot, _: Words) -> Json:
    return {
        _.plain("Territory"): spot_name(spot, _),
        _.plain("How often"): every_label(wanted.every, _),
        _.plain("When"): f"{wanted.hour:02}:00",
    }


def _told_of_election(one: Told, _: Words) -> Json:
    return _said(
        {
            _.plain("Territory"): one.place.name(_.language),
            _.plain("Voting day"): one.voting_on and _.day(one.voting_on),
            _.plain("What"): [_topic(topic, _) for topic in one.topics],
        }
    )


def _chosen(one: Chosen, _: Words) -> Json:
    """What was chosen is nobody's any more when it has been counted."""
    asked, choice = one.consultation, one.choice
    names = [asked.option(number) for number in choice.points] if choice else []
    return _said(
        {
            _.plain("What about"): asked.title(_.language),
            _.plain("Your choice"): [option.name(_.language) for option in names if option],
        }
    )


def _proposed(one: Case, _: Words) -> Json:
    return _said(
        {
            _.plain("What about"): one.consultation.title(_.language),
            _.plain("Words"): one.proposal.text,
            _.plain("State"): proposal_state(one.proposal.state, _),
        }
    )


def _promised(one: Heard, _: Words) -> Json:
    yours = {True: _.plain("yes"), False: _.plain("no"), None: None}[one.kept]
    return _said(
        {
            _.plain("What about"): one.what.to(_.language),
            _.plain("Was it kept, you say"): yours,
        }
    )


def _supported(one: Supported, _: Words) -> Json:
    """Of a neighbour's report only what anybody knows; of what one has added oneself, all."""
    report = one.report
    return _said(
        {
            _.plain("Number"): str(report.number),
            _.plain("State"): state_label(report.state, _),
            _.plain("About"): category_label(report.category, _),
            _.plain("Village"): report.village.name(_.language),
            _.plain("What you have added"): [_added(event, _) for event in one.added],
        }
    )


def _added(event: Event, _: Words) -> Json:
    return _said(
        {
            _.plain("When"): _.moment(event.happened_at),
            _.plain("Words"): event.text,
            _.plain("File"): event.file and _file(event.file.kind, event.file.file_id, _),
        }
    )


def _topic(topic: str, _: Words) -> str:
    names: Mapping[str, str] = {
        Topic.STATE: _.plain("That it is called, postponed or cancelled"),
        Topic.RESULT: _.plain("Result"),
        Topic.UNDECIDED: _.plain("That it is to be repeated"),
        Topic.REGISTERED: _.plain("That the akim is registered"),
        Topic.STATIONS: _.plain("Polling stations"),
        Topic.CANDIDATES: _.plain("Candidates"),
        UnitTopic.TERM: _.plain("Akim's term ends"),
        UnitTopic.LOOKUP: _.plain("Precinct look-up"),
    }
    return names.get(topic) or html.unescape(what(Code(topic), _))


def _absent(_: Words) -> list[str]:
    return [
        _.plain(
            "Your Telegram number is kept sealed, only so that the bot can write to you: it is not written here."
        ),
        _.plain("Photos, videos and voice messages lie on Telegram's servers; here is what leads to them."),
    ]


def _awaited(state: str, _: Words) -> str:
    about = {
        "village": _.plain("your village"),
        "code": _.plain("the code of a group"),
        "until": _.plain("the last day of a role"),
        "gathering of consultation": _.plain("a gathering's choices on paper"),
        "part of gathering": _.plain("a gathering's choices on paper"),
        "photo of gathering": _.plain("a gathering's choices on paper"),
        "words of proposal": _.plain("what you propose or think"),
    }
    return about.get(state.partition(":")[0], _.plain("what you are entering"))


def _said(things: Mapping[str, Any]) -> Json:
    """Without what there is nothing to say of."""
    return {name: thing for name, thing in things.items() if thing not in (None, False, [], {}, "")}


def _draft(draft: Draft, _: Words) -> Json:
    return _said(
        {
            _.plain("Last changed"): _.moment(draft.changed_at),
            _.plain("About"): draft.category and category_label(draft.category, _),
            _.plain("Village"): draft.village.name(_.language),
            _.plain("Words"): [part.text for part in draft.parts],
            _.plain("Place"): _place(draft.place),
            _.plain("Files"): _files(draft.attachments, _),
        }
    )


def _report(story: Story, _: Words) -> Json:
    report = story.report
    return _said(
        {
            _.plain("Number"): str(report.number),
            _.plain("Sent"): _.moment(report.created_at),
            _.plain("State"): state_label(report.state, _),
            _.plain("About"): category_label(report.category, _),
            _.plain("Village"): report.village.name(_.language),
            _.plain("Words"): report.text,
            _.plain("Place"): _place(report.place),
            _.plain("Files"): _files(story.attachments, _),
            _.plain("History"): [_event(_own(event), _) for event in story.events],
        }
    )


def _own(event: Event) -> Event:
    """What other residents have added is theirs."""
    return replace(event, text=None, file=None) if event.kind is EventKind.JOIN else event


def _place(place: Place) -> str | None:
    return place.words if place.latitude is None else f"{place.latitude}, {place.longitude}"


def _files(attachments: Sequence[Attachment], _: Words) -> list[Json]:
    return [_file(one.kind, one.file_id, _) for one in attachments]


def _file(kind: FileKind, file_id: str, _: Words) -> Json:
    names = {
        FileKind.PHOTO: _.plain("photo"),
        FileKind.VIDEO: _.plain("video"),
        FileKind.VOICE: _.plain("voice message"),
        FileKind.DOCUMENT: _.plain("document"),
    }
    return {_.plain("Kind"): names[kind], _.plain("Its mark at Telegram"): file_id}


def _event(event: Event, _: Words) -> Json:
    return _said(
        {
            _.plain("When"): _.moment(event.happened_at),
            _.plain("What"): html.unescape(told(replace(event, text=None), _)),
            _.plain("Words"): event.text,
            _.plain("File"): event.file and _file(event.file.kind, event.file.file_id, _),
        }
    )


def _letters(_: Words) -> Mapping[LetterKind, str]:
    """What goes to a person."""
    return {
        LetterKind.FORM: _.plain("your report not sent yet"),
        LetterKind.NEWS: _.plain("news about a report"),
        LetterKind.SUPPORT_NEWS: _.plain("news about a report"),
        LetterKind.SUPPORT_LOST: _.plain("news about a report"),
        LetterKind.CORRECTION: _.plain("a correction of the office's words"),
        LetterKind.BLOCK_ASKED: _.plain("a question to coordinators"),
        LetterKind.BLOCKED: _.plain("notice that new reports are refused for a while"),
        LetterKind.BLOCK_ENDED: _.plain("notice that reports are taken again"),
        LetterKind.ROLE_TAKEN: _.plain("notice that an invitation was accepted"),
        LetterKind.ROLE_ENDED: _.plain("notice that a role has ended"),
        LetterKind.REMINDER: _.plain("a reminder of an election's date"),
        LetterKind.CORRECTION_OF_ELECTION: _.plain("a correction about an election"),
        LetterKind.CORRECTION_OF_UNIT: _.plain("a correction about an election"),
        LetterKind.ELECTION_MISSED: _.plain("notice of what is ahead of an election"),
        LetterKind.ELECTION_TO_CHECK: _.plain("a question to coordinators"),
        LetterKind.CONSULTATION_TO_CHECK: _.plain("a question to coordinators"),
        LetterKind.CHOICE_UNFINISHED: _.plain("a question about a choice not confirmed"),
        LetterKind.CONSULTATION_COUNTED: _.plain("the result of a consultation"),
        LetterKind.CONSULTATION_DRAWN: _.plain("the result of a consultation"),
        LetterKind.WORK_MOVED: _.plain("news of a project"),
        LetterKind.CONSULTATION_OPEN: _.plain("news of your village"),
        LetterKind.PAPER_TO_CHECK: _.plain("a question to coordinators"),
        LetterKind.PROPOSALS_OPEN: _.plain("an announcement that you can propose"),
        LetterKind.PROPOSAL_DECIDED: _.plain("what became of your proposal"),
        LetterKind.PROMISE_DUE: _.plain("a question about a promise of your office"),
        LetterKind.PROMISE_NEWS: _.plain("news of a promise"),
        LetterKind.ANSWERED: _.plain("an answer of the akim's office"),
        LetterKind.MEETING_CALLED: _.plain("news of your village"),
        LetterKind.MEETING_SOON: _.plain("news of your village"),
        LetterKind.MEETING_CANCELLED: _.plain("news of your village"),
        LetterKind.MEETING_DECIDED: _.plain("what a meeting decided"),
        LetterKind.BROADCAST_PLANNED: _.plain("a notice to coordinators"),
        LetterKind.DIGEST: _.plain("the digest of a territory"),
        LetterKind.ESCALATED: _.plain("a notice to coordinators"),
        LetterKind.ASKED_AGAIN: _.plain("a question whether your report is solved"),
        LetterKind.NO_GROUP: _.plain("a notice to administrators of the bot"),
        LetterKind.GROUP_LOST: _.plain("a notice to administrators of the bot"),
    }
