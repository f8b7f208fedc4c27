using Microsoft.AspNetCore.Http;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Taking a system's customers into the host.</summary>
internal static class ImportOperations
{
    private const string Path = "/connections/{connection}/import";

    public static IEnumerable<Operation> All =>
    [
        new("GET", Path, "Where the import stands.", EndpointsJson.Default.ImportAnswer, StatusAsync),
        new(
            "POST",
            Path + "/run",
            "Starts reading all customers into candidates, or finds it under way; one that broke off goes on where it was.",
            EndpointsJson.Default.RunAnswer,
            RunAsync
        )
        {
            Status = StatusCodes.Status202Accepted,
        },
        new(
            "GET", Path + "/candidates", "The candidates, a page at a time.", EndpointsJson.Default.CandidateAnswerArray, ListAsync)
        {
            Query = ["state", "after", "max"],
        },
        new(
            "POST", Path + "/reload", "Reads one customer again, after it was mended in the system.",
            EndpointsJson.Default.CandidateAnswer, ReloadAsync)
        {
            Body = EndpointsJson.Default.CandidateBody,
        },
        new(
            "POST", Path + "/commit", "Has the host make customers of candidates, and links them.",
            EndpointsJson.Default.CommitAnswerArray, CommitAsync)
        {
            Body = EndpointsJson.Default.CommitBody,
        },
        new(
            "POST", Path + "/accept", "Links a candidate to the customer that was proposed for it.",
            EndpointsJson.Default.LinkAnswer, AcceptAsync)
        {
            Body = EndpointsJson.Default.CandidateBody,
        },
        new(
            "POST", Path + "/refuse", "Says that a candidate is not the customer that was proposed for it.",
            EndpointsJson.Default.CandidateAnswer, RefuseAsync)
        {
            Body = EndpointsJson.Default.CandidateBody,
        },
    ];

    private static async Task<object?> StatusAsync(Call call)
    {
        var status = await call.Engine.Import.ReadStatusAsync(call.Connection.Id, call.Aborted).ConfigureAwait(false);
        return new ImportAnswer(
            status.StartedAt?.ToDateTimeOffset(),
            status.FreshAt?.ToDateTimeOffset(),
            status.Problem,
            status.Candidates.ToDictionary(one => one.Key.ToString(), one => one.Value, StringComparer.Ordinal));
    }

    // Reading takes as long as the system takes: nobody keeps a request open for it.
    private static async Task<object?> RunAsync(Call call)
    {
        var by = call.Context.User.Identity?.Name;
        var run = await call.Engine.Import.StartAsync(call.Connection.Id, by, call.Aborted).ConfigureAwait(false);
        call.Context.Response.Headers.Location = call.Mount.Path($"/runs/{run.Id}");
        return RunAnswer.From(run);
    }

    private static async Task<object?> ListAsync(Call call)
    {
        var page = await call.Engine.Import.ListAsync(
            call.Connection.Id, call.Choice<CandidateState>("state"), call.Query("after"), call.Max(), call.Aborted).ConfigureAwait(false);
        return page.Select(CandidateAnswer.From).ToArray();
    }

    private static async Task<object?> ReloadAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.CandidateBody).ConfigureAwait(false);
        var candidate = await call.Engine.Import.ReloadAsync(
            call.Connection.Id, Given(body.ExternalId), call.Aborted).ConfigureAwait(false);
        return CandidateAnswer.From(candidate ?? throw RefusedException.NotFound("customer in the system"));
    }

    private static async Task<object?> CommitAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.CommitBody).ConfigureAwait(false);
        if (body.ExternalIds?.Any(string.IsNullOrEmpty) == true)
        {
            throw RefusedException.Invalid("One of externalIds is empty.");
        }

        var outcomes = await call.Engine.Import.CommitAsync(call.Connection.Id, body.ExternalIds, call.Aborted)
            .ToListAsync(call.Aborted).ConfigureAwait(false);
        return outcomes.Select(CommitAnswer.From).ToArray();
    }

    private static async Task<object?> AcceptAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.CandidateBody).ConfigureAwait(false);
        return LinkOperations.Answer(await call.Engine.Import.AcceptMatchAsync(
            call.Connection.Id, Given(body.ExternalId), call.Aborted).ConfigureAwait(false));
    }

    private static async Task<object?> RefuseAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.CandidateBody).ConfigureAwait(false);
        var candidate = await call.Engine.Import.RefuseMatchAsync(
            call.Connection.Id, Given(body.ExternalId), call.Aborted).ConfigureAwait(false);
        return CandidateAnswer.From(candidate ?? throw RefusedException.NotFound("candidate with a proposed match"));
    }

    private static string Given(string externalId) =>
        externalId.Length > 0 ? externalId : throw RefusedException.Invalid("externalId is empty.");
}
