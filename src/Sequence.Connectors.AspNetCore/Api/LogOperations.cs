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
}
