using Microsoft.AspNetCore.Http;

namespace Sequence.Connectors.AspNetCore;

/// <summary>The tenant's choices for a connection beside the connector's schema of them.</summary>
internal static class SettingOperations
{
    public static IEnumerable<Operation> All =>
    [
        new(
            "GET", "/connections/{connection}/settings", "The settings and field maps, beside the schema.",
            EndpointsJson.Default.SettingsAnswer, Read),
        new(
            "PUT",
            "/connections/{connection}/settings",
            "Replaces the settings and field maps, if nobody else changed them since they were read.",
            EndpointsJson.Default.SettingsAnswer, WriteAsync)
        {
            Body = EndpointsJson.Default.SettingsBody,
        },
    ];

    private static Task<object?> Read(Call call) => Task.FromResult<object?>(Answer(call, call.Connection.Settings));

    private static async Task<object?> WriteAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.SettingsBody).ConfigureAwait(false);
        if (body.Values.Values.Any(one => one is null) || body.FieldMaps.Any(one => one is null))
        {
            throw RefusedException.Invalid("A value or a field map is null; leave out what is not set.");
        }

        var changed = await call.Connectors.ConfigureAsync(
            call.Connection.Id, settings => Change(settings, body), call.Aborted).ConfigureAwait(false);
        return Answer(call, changed.Settings);
    }

    private static ConnectionSettings Change(ConnectionSettings settings, SettingsBody body) => settings.Version != body.Version
        ? throw new RefusedException(
            StatusCodes.Status409Conflict,
            "settings.stale",
            "Someone else changed the settings meanwhile. Read them again, and make the change anew.")
        : settings with
        {
            Version = settings.Version + 1,
            Values = body.Values.Select(one => new SettingValue(one.Key, one.Value)).ToValueList(),
            FieldMaps = body.FieldMaps.Select(one => new FieldMap
            {
                RecordType = new(one.RecordType),
                Field = one.Field,
                SystemField = one.SystemField,
                Type = one.Type,
                Direction = one.Direction,
            }).ToValueList(),
        };

    private static SettingsAnswer Answer(Call call, ConnectionSettings settings) => new(
        settings.Version,
        settings.Values.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal),
        [.. settings.FieldMaps.Select(one => new FieldMapAnswer(one.RecordType.Name, one.Field, one.SystemField, one.Type, one.Direction))],
        [.. call.Connectors.SurfaceOf(call.Connection.Connector).Settings.Select(
            one => new SettingAnswer(one.Key, one.Description, one.Choices, one.Default))]);
}
