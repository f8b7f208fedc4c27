namespace Sequence.Connectors.AspNetCore;

/// <summary>What goes on though nobody waits for it.</summary>
internal static class RunOperations
{
    public static IEnumerable<Operation> All =>
    [
        new("GET", "/runs", "The runs of imports, newest first, a page at a time.", EndpointsJson.Default.RunAnswerArray, ListAsync)
        {
            Query = ["connection", "before", "max"],
        },
        new("GET", "/runs/{run}", "How far a run has come.", EndpointsJson.Default.RunAnswer, FindAsync),
    ];

    private static async Task<object?> ListAsync(Call call)
    {
        var runs = await call
            .Engine.Import.ListRunsAsync(
                new()
                {
                    Tenant = call.Tenant,
                    ConnectionId = call.Query("connection"),
                    Before = call.Id("before"),
                    Max = call.Max(),
                },
                call.Aborted
            )
            .ConfigureAwait(false);
        return runs.Select(RunAnswer.From).ToArray();
    }

    private static async Task<object?> FindAsync(Call call) =>
        Guid.TryParse(call.Value("run"), out var id)
        && await call.Engine.Import.FindRunAsync(id, call.Aborted).ConfigureAwait(false) is { } run
        && run.Tenant == call.Tenant
            ? RunAnswer.From(run)
            : throw RefusedException.NotFound("run");
}
