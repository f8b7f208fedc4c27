using System.Globalization;
using Microsoft.AspNetCore.Http;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>What did not sync, and what people can do about it.</summary>
internal static class ProblemOperations
{
    private const string Heading = "id,connection,type,local id,external id,state,fixed by,since,codes,messages,link\r\n";

    public static IEnumerable<Operation> All =>
    [
        new(
            "GET", "/problems", "What did not sync, newest first, a page at a time.",
            EndpointsJson.Default.ProblemAnswerArray, ListAsync)
        {
            Query = ["connection", "fixedBy", "before", "max"],
        },
        new(
            "GET", "/problems.csv", "The same as a table for spreadsheets, as a whole.", null, Csv)
        {
            Query = ["connection", "fixedBy"], ContentType = "text/csv; charset=utf-8",
        },
        new(
            "POST", "/problems/retry", "Tries many problems again: those with the ids, or all that the filter finds.",
            EndpointsJson.Default.RetryAnswer, RetryManyAsync)
        {
            Body = EndpointsJson.Default.RetryBody,
        },
        new(
            "POST", "/problems/{problem}/retry", "Tries one again at once.",
            null, call => ChangeAsync(call, call.Engine.Problems.RetryAsync)),
        new(
            "POST", "/problems/{problem}/dismiss", "Gives one up that is not needed.",
            null, call => ChangeAsync(call, call.Engine.Problems.DismissAsync)),
        new("POST", "/problems/{problem}/resolve", "Decides an effect of which nobody knows whether it happened.", null, ResolveAsync)
        {
            Body = EndpointsJson.Default.ResolveBody,
        },
    ];

    private static async Task<object?> ListAsync(Call call)
    {
        var problems = await call
            .Engine.Problems.ListAsync(
                call.Tenant, call.Query("connection"), call.Choice<FixedBy>("fixedBy"), call.Max(), call.Id("before"), call.Aborted)
            .ConfigureAwait(false);
        return problems.Select(ProblemAnswer.From).ToArray();
    }

    private static Task<object?> Csv(Call call)
    {
        var problems = EachAsync(call, call.Query("connection"), call.Choice<FixedBy>("fixedBy"));
        call.Context.Response.Headers.ContentDisposition = "attachment; filename=\"problems.csv\"";
        return Task.FromResult<object?>(problems.Select(Row).Prepend(Heading));
    }

    private static string Row(SyncProblem one)
    {
        string?[] cells =
        [
            one.Id.ToString(),
            one.ConnectionId,
            one.RecordType.Name,
            one.LocalId,
            one.ExternalId,
            one.State?.ToString(),
            one.FixedBy.ToString(),
            one.Since.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            string.Join(" ", one.Problems.Select(problem => problem.Code)),
            string.Join(" ", one.Problems.Select(problem => problem.Message)),
            one.Link?.AbsoluteUri,
        ];
        return string.Join(',', cells.Select(Cell)) + "\r\n";
    }

    private static async Task<object?> RetryManyAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.RetryBody).ConfigureAwait(false);
        if (body.FixedBy is { } by && !Enum.IsDefined(by))
        {
            throw RefusedException.Invalid($"fixedBy must be one of {string.Join(", ", Enum.GetNames<FixedBy>())}.");
        }

        var retried = 0;
        var wanted = body.Ids?.Distinct().ToAsyncEnumerable() ?? EachAsync(call, body.Connection, body.FixedBy).Select(one => one.Id);
        await foreach (var id in wanted.ConfigureAwait(false))
        {
            var isRetried = await IsOwnAsync(call, id).ConfigureAwait(false)
                && await call.Engine.Problems.RetryAsync(id, call.Aborted).ConfigureAwait(false);
            retried += isRetried ? 1 : 0;
        }

        return new RetryAnswer(retried);
    }

    private static async Task<object?> ResolveAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.ResolveBody).ConfigureAwait(false);
        if (string.IsNullOrEmpty(body.ExternalId) != body.IsAbsent)
        {
            throw RefusedException.Invalid("Give either the externalId of the record that was found, or isAbsent.");
        }

        return await ChangeAsync(call, (id, token) => body.IsAbsent
            ? call.Engine.Problems.ResolveAbsentAsync(id, token)
            : call.Engine.Problems.ResolveAsync(id, body.ExternalId!, token)).ConfigureAwait(false);
    }

    private static async Task<object?> ChangeAsync(Call call, Func<Guid, CancellationToken, Task<bool>> change)
    {
        if (!Guid.TryParse(call.Value("problem"), out var id) || !await IsOwnAsync(call, id).ConfigureAwait(false))
        {
            throw RefusedException.NotFound("problem");
        }

        return await change(id, call.Aborted).ConfigureAwait(false) ? null : throw new RefusedException(
            StatusCodes.Status409Conflict,
            "problem.state",
            "It is not in a state in which this can be done: someone was faster, or it must be resolved instead.");
    }

    private static async Task<bool> IsOwnAsync(Call call, Guid id)
    {
        var store = call.Get<ISyncStore>();
        var tenant = (await store.FindEntryAsync(id, call.Aborted).ConfigureAwait(false))?.Tenant
            ?? (await store.FindEventAsync(id, call.Aborted).ConfigureAwait(false))?.Tenant
            ?? (
                await store.QueryStandstillsAsync(new() { Id = id }, call.Aborted).ConfigureAwait(false) is [var rest, ..]
                    ? rest.Tenant
                    : null
            );
        return tenant == call.Tenant;
    }

    private static IAsyncEnumerable<SyncProblem> EachAsync(Call call, string? connection, FixedBy? fixedBy) =>
        call.Engine.Problems.ReadAllAsync(call.Tenant, connection, fixedBy, call.Aborted);

    // A spreadsheet takes a cell that begins so for a formula, behind spaces and in wide characters too.
    private static string Cell(string? value)
    {
        var isFormula = value?.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..];
        var text = isFormula || value is ['\t' or '\r' or '\n', ..] ? "'" + value : value ?? "";
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
