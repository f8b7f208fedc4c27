namespace Sequence.Connectors.Conformance.Tests;

/// <summary>A mistake that a connector's author may make.</summary>
internal enum Flaw
{
    None,
    LosesTheLastPage,
    IgnoresCancellation,
    DropsUnknownWords,
    GivesUpWhenRateLimited,
    ReadsRecordsOneByOne,
    TakesDeletedForCurrent,
    WritesAgainAfterALostAnswer,
    CallsALostAnswerNotAttempted,
    SwallowsAnOutcome,
    ForgetsTheJournal,
    SendsBeforeWritingDown,
    SendsFieldsOfOthers,
    IgnoresReferences,
    ForgetsNotesInThePlan,
    RefreshesForEachCaller,
    KeepsAskingWhenRevoked,
    TrustsEverySignature,
}
