using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>How far a type of record, or the change feed, was read: everything that changed before <c>FreshAt</c> is known.</summary>
internal sealed record SweepAnswer(string Type, DateTimeOffset? FreshAt, DateTimeOffset? NextAt, int Failures, Problem? Problem)
{
    public static SweepAnswer From(SweepCursor one) =>
        new(one.RecordType.Name, one.FreshAt?.ToDateTimeOffset(), one.DueAt?.ToDateTimeOffset(), one.Failures, one.Problem);
}
