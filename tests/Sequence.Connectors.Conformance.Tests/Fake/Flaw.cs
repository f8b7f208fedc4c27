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
    PagesByPosition,
    TakesDeletedForCurrent,
    FeedForgetsTheSweep,
    FeedForgetsDeletions,
    WritesAgainAfterALostAnswer,
    CallsALostAnswerNotAttempted,
    OverwritesOthers,
    TakesItsOwnUpdateForAnothers,
    SwallowsAnOutcome,
    ForgetsTheJournal,
    RemembersInMemoryOnly,
    PretendsToArchive,
    SendsBeforeWritingDown,
    SendsFieldsOfOthers,
    IgnoresReferences,
    ForgetsNotesInThePlan,
    RefreshesForEachCaller,
    KeepsAskingWhenRevoked,
    TrustsEverySignature,
    ExaminesOnce,
    DeclaresWhatNobodyTests,
    DeclaresNothingToWrite,
}
