using Microsoft.Extensions.Logging;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>The systems, and a tenant's connections to them.</summary>
internal static class ConnectionOperations
{
    public static IEnumerable<Operation> All =>
    [
        new("GET", "/systems", "The systems that the host has, and what each can do.", EndpointsJson.Default.SystemAnswerArray, Systems),
        new("GET", "/connections", "The tenant's connections, in any state.", EndpointsJson.Default.ConnectionAnswerArray, ListAsync),
        new("GET", "/connections/{connection}", "One connection.", EndpointsJson.Default.ConnectionAnswer, FindAsync),
        new(
            "POST", "/connections/{connection}/assign", "Says which entity an unassigned account is for.",
            EndpointsJson.Default.ConnectionAnswer, AssignAsync)
        {
            Body = EndpointsJson.Default.AssignBody,
        },
        new(
            "POST", "/connections/{connection}/preflight", "Examines the account, past every cache.",
            EndpointsJson.Default.PreflightAnswer, PreflightAsync),
        new("POST", "/connections/{connection}/resume", "Lets everything that waits over the connection go at once.", null, ResumeAsync),
        new(
            "POST", "/connections/{connection}/disconnect", "Ends the connection on both sides; links are kept.",
            EndpointsJson.Default.DisconnectAnswer, DisconnectAsync)
        {
            IsForPeople = true,
        },
    ];

    private static Task<object?> Systems(Call call) => Task.FromResult<object?>(call.Connectors.Connectors.Select(info =>
    {
        var surface = call.Connectors.SurfaceOf(info.Id);
        return new SystemAnswer(
            info.Id,
            info.Name,
            info.Documentation,
            surface.Authorization is not null,
            surface.Webhooks is not null,
            [.. surface.Readers.Select(one => one.RecordType.Name).Order(StringComparer.Ordinal)],
            [.. surface.Writers.Select(one => one.RecordType.Name).Order(StringComparer.Ordinal)]);
    }).ToArray());

    private static async Task<object?> ListAsync(Call call)
    {
        var connections = await call.Get<IConnectionStore>().ListAsync(call.Tenant, call.Aborted).ConfigureAwait(false);
        return (await AnswersAsync(call, connections).ConfigureAwait(false)).ToArray();
    }

    private static async Task<object?> FindAsync(Call call) =>
        (await AnswersAsync(call, [call.Connection]).ConfigureAwait(false)).Single();

    private static async Task<IEnumerable<ConnectionAnswer>> AnswersAsync(Call call, IReadOnlyList<Connection> connections)
    {
        var store = call.Get<ISyncStore>();
        string[] ids = [.. connections.Select(one => one.Id)];
        var last = (await store.ReadDeliveriesAsync(ids, call.Aborted).ConfigureAwait(false)).ToDictionary(one => one.ConnectionId);
        var silences = (
            await store
                .QueryStandstillsAsync(
                    new() { Tenant = call.Tenant, RecordType = Standstill.Webhooks, Max = int.MaxValue }, call.Aborted)
                .ConfigureAwait(false)
        ).ToDictionary(one => one.ConnectionId);
        return connections.Select(one => ConnectionAnswer.From(one) with
        {
            // A connector may have been taken out since.
            Webhooks = call.Connectors.Connectors.Any(info => info.Id == one.Connector)
                && call.Connectors.SurfaceOf(one.Connector).Webhooks is { } receiver
                ? new(
                    receiver.Awaits(one),
                    last.GetValueOrDefault(one.Id)?.At.ToDateTimeOffset(),
                    silences.GetValueOrDefault(one.Id)?.Problem
                )
                : null,
        });
    }

    private static async Task<object?> AssignAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.AssignBody).ConfigureAwait(false);
        var assigned = await call.Connectors.AssignAsync(call.Connection.Id, body.Entity, call.Aborted).ConfigureAwait(false);
        return ConnectionAnswer.From(assigned);
    }

    private static async Task<object?> PreflightAsync(Call call)
    {
        var session = await call.Connectors.OpenAsync(call.Connection.Id, call.Aborted).ConfigureAwait(false);
        var report = await session.PreflightAsync(call.Aborted).ConfigureAwait(false);
        return new PreflightAnswer(report.Facts, report.Problems);
    }

    private static async Task<object?> ResumeAsync(Call call)
    {
        await call.Engine.ResumeAsync(call.Connection.Id, call.Aborted).ConfigureAwait(false);
        return null;
    }

    private static async Task<object?> DisconnectAsync(Call call)
    {
        var id = call.Connection.Id;
        var name = call.Connectors.Connectors.First(one => one.Id == call.Connection.Connector).Name;
        Disconnection? disconnection = null;
        try
        {
            disconnection = await call.Connectors.DisconnectAsync(id, call.Aborted).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            // It is disconnected here, whatever keeps the system from being told.
            Logs.NotDisconnectedThere(call.Get<ILogger<OperationDispatcher>>(), id, exception);
        }

        var left = await call.Get<IConnectionStore>().FindAsync(id, call.Aborted).ConfigureAwait(false)
            ?? throw RefusedException.NotFound("connection");
        return new DisconnectAnswer(ConnectionAnswer.From(left), disconnection == Disconnection.Ended, Guidance(name, disconnection));
    }

    private static List<string> Guidance(string system, Disconnection? disconnection) =>
    [
        "Nothing is sent and nothing is read any more. Links are kept: connecting the same account again goes on where it was.",
        disconnection switch
        {
            Disconnection.Ended =>
                $"The access was ended at {system} too. If the app is still listed there, it can be removed without harm.",
            Disconnection.KeptForOthers => $"The consent at {system} serves other connections too, so it was kept there.",
            Disconnection.OnlyHere => $"{system} has no way to be told. Remove this app in {system}'s own settings of connected apps.",
            _ => $"{system} could not be told. Remove this app in {system}'s own settings of connected apps, or disconnect again later.",
        },
    ];
}
