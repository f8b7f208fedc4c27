using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Which of the host's records are which of a system's.</summary>
internal static class LinkOperations
{
    private const string Path = "/connections/{connection}/links";

    public static IEnumerable<Operation> All =>
    [
        new("GET", Path, "The links of a type, or of one record, a page at a time.", EndpointsJson.Default.LinkAnswerArray, ListAsync)
        {
            Query = ["type", "localId", "after", "max"],
        },
        new(
            "POST", Path, "Links a record of the host to one of the system.", EndpointsJson.Default.LinkAnswer, LinkAsync)
        {
            Body = EndpointsJson.Default.LinkBody,
        },
        new(
            "POST", Path + "/unlink", "Forgets that a record is linked; nothing is changed in the system.",
            EndpointsJson.Default.LinkAnswerArray, UnlinkAsync)
        {
            Body = EndpointsJson.Default.UnlinkBody,
        },
        new(
            "POST", Path + "/backfill/plan", "Says what a backfill would publish, and changes nothing.",
            EndpointsJson.Default.BackfillAnswer, PlanAsync)
        {
            Body = EndpointsJson.Default.BackfillBody,
        },
        new(
            "POST", Path + "/backfill", "Publishes the history of a linked customer to this connection.",
            EndpointsJson.Default.BackfillAnswer, BackfillAsync)
        {
            Body = EndpointsJson.Default.BackfillBody,
        },
    ];

    /// <summary>The link that stands now.</summary>
    /// <exception cref="RefusedException">Nothing was changed.</exception>
    public static object Answer(LinkOutcome outcome) => outcome switch
    {
        LinkOutcome.Linked one => LinkAnswer.From(one.Link),
        LinkOutcome.AlreadyLinked one => LinkAnswer.From(one.Link),
        LinkOutcome.Unlinked some => some.Links.Select(LinkAnswer.From).ToArray(),
        LinkOutcome.Refused refused => throw RefusedException.From(refused.Problem),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} is no outcome of a link."),
    };

    private static async Task<object?> ListAsync(Call call)
    {
        var type = Type(call.Query("type") ?? nameof(Customer));
        var links = call.Query("localId") is { } localId
            ? await call.Engine.Links.FindAsync(call.Connection.Id, new(type, localId), call.Aborted).ConfigureAwait(false)
            : await call.Engine.Links.ListAsync(call.Connection.Id, type, call.Id("after"), call.Max(), call.Aborted).ConfigureAwait(false);
        return links.Select(LinkAnswer.From).ToArray();
    }

    private static async Task<object?> LinkAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.LinkBody).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(body.LocalId) || string.IsNullOrWhiteSpace(body.ExternalId))
        {
            throw RefusedException.Invalid("localId and externalId must both be given.");
        }

        try
        {
            return Answer(await call.Engine.Links.LinkAsync(
                call.Connection.Id, new(Type(body.Type), body.LocalId), body.ExternalId, call.Aborted).ConfigureAwait(false));
        }
        catch (ArgumentException)
        {
            throw RefusedException.Invalid($"The engine links no records of the type '{body.Type}'.");
        }
    }

    private static async Task<object?> UnlinkAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.UnlinkBody).ConfigureAwait(false);
        return Answer(await call.Engine.Links.UnlinkAsync(
            call.Connection.Id, new(Type(body.Type), body.LocalId), call.Aborted).ConfigureAwait(false));
    }

    private static Task<object?> PlanAsync(Call call) => FillInAsync(call, call.Engine.Links.PlanBackfillAsync);

    private static Task<object?> BackfillAsync(Call call) => FillInAsync(call, call.Engine.Links.BackfillAsync);

    private static async Task<object?> FillInAsync(Call call, Func<string, string, CancellationToken, Task<BackfillResult>> run)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.BackfillBody).ConfigureAwait(false);
        if (string.IsNullOrEmpty(body.CustomerId))
        {
            throw RefusedException.Invalid("customerId is empty.");
        }

        return BackfillAnswer.From(await run(call.Connection.Id, body.CustomerId, call.Aborted).ConfigureAwait(false));
    }

    private static RecordType Type(string name) =>
        name.Length > 0 ? new RecordType(name) : throw RefusedException.Invalid("type must name a type of record, such as Customer.");
}
