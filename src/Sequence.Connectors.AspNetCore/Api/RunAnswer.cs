using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>One run of an import: how far it has come, and why it ended where it failed.</summary>
internal sealed record RunAnswer(
    Guid Id,
    string Kind,
    string Connection,
    ImportRunState State,
    string? By,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    int Read,
    int Added,
    int Changed,
    int Unchanged,
    int Gone,
    Problem? Problem
)
{
    public static RunAnswer From(ImportRun one) =>
        new(
            one.Id,
            "import",
            one.ConnectionId,
            one.State,
            one.By,
            one.StartedAt.ToDateTimeOffset(),
            one.State == ImportRunState.Running ? null : one.ChangedAt.ToDateTimeOffset(),
            one.Read,
            one.Added,
            one.Changed,
            one.Unchanged,
            one.Gone,
            one.Problem
        );
}
