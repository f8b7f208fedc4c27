using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>What was sent to the systems, and what became of it.</summary>
internal static class LogOperations
{
    public static IEnumerable<Operation> All =>
    [
        new("GET", "/log", "What was sent, newest first, a page at a time.", EndpointsJson.Default.LogAnswerArray, ListAsync)
        {
            Query = ["connection", "type", "localId", "before", "max"],
        },
        new(
            "GET",
            "/connections/{connection}/sweeps",
            "When each type of record was last read through, and when it is next.",
            EndpointsJson.Default.SweepAnswerArray,
            SweepsAsync
        ),
    ];

    private static async Task<object?> ListAsync(Call call)
    {
        var entries = await call.Engine.Problems.ReadLogAsync(
            new()
            {
                Tenant = call.Tenant,
                ConnectionId = call.Query("connection"),
                RecordType = call.Query("type") is { } type ? new RecordType(type) : null,
                LocalId = call.Query("localId"),
                Before = call.Id("before"),
                Max = call.Max(),
            },
            call.Aborted).ConfigureAwait(false);
        return entries.Select(LogAnswer.From).ToArray();
    }

    private static async Task<object?> SweepsAsync(Call call)
    {
        var cursors = await call.Get<ISyncStore>().ReadCursorsAsync(call.Connection.Id, call.Aborted).ConfigureAwait(false);
        return cursors.OrderBy(one => one.RecordType.Name, StringComparer.Ordinal).Select(SweepAnswer.From).ToArray();
    }
}
