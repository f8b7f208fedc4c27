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
        new(
            "GET",
            "/connections/{connection}/settings/fields",
            "The fields of the account that field maps may name, as the system has them now.",
            EndpointsJson.Default.MappableFieldAnswerArray,
            FieldsAsync
        ),
    ];

    private static Task<object?> Read(Call call) => Task.FromResult<object?>(Answer(call, call.Connection.Settings));

    private static async Task<object?> WriteAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.SettingsBody).ConfigureAwait(false);
        var wanted = Settings(body.Values, body.FieldMaps);
        var changed = await call.Connectors.ConfigureAsync(
            call.Connection.Id, settings => Change(settings, body.Version, wanted), call.Aborted).ConfigureAwait(false);
        return Answer(call, changed.Settings);
    }

    private static async Task<object?> FieldsAsync(Call call)
    {
        var session = await call.Connectors.OpenAsync(call.Connection.Id, call.Aborted).ConfigureAwait(false);
        IReadOnlyList<MappableField> fields = session.Find<IMappableFields>() is { } mappable
            ? await mappable.ReadAsync(call.Aborted).ConfigureAwait(false)
            : [];
        return fields.Select(MappableFieldAnswer.From).ToArray();
    }

    /// <summary>Settings as a caller gave them.</summary>
    /// <exception cref="RefusedException">A value or a field map is null.</exception>
    public static ConnectionSettings Settings(IReadOnlyDictionary<string, string> values, IReadOnlyList<FieldMapAnswer> fieldMaps) =>
        values.Values.Any(one => one is null) || fieldMaps.Any(one => one is null)
            ? throw RefusedException.Invalid("A value or a field map is null; leave out what is not set.")
            : new()
            {
                Values = values.Select(one => new SettingValue(one.Key, one.Value)).ToValueList(),
                FieldMaps = fieldMaps.Select(one => one.ToFieldMap()).ToValueList(),
            };

    private static ConnectionSettings Change(ConnectionSettings settings, long version, ConnectionSettings wanted) =>
        settings.Version == version
            ? wanted with { Version = settings.Version + 1 }
            : throw new RefusedException(
                StatusCodes.Status409Conflict,
                "settings.stale",
                "Someone else changed the settings meanwhile. Read them again, and make the change anew."
            );

    private static SettingsAnswer Answer(Call call, ConnectionSettings settings)
    {
        var surface = call.Connectors.SurfaceOf(call.Connection.Connector);
        return new(
            settings.Version,
            settings.Values.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal),
            [.. settings.FieldMaps.Select(FieldMapAnswer.From)],
            [.. surface.Settings.Select(one => new SettingAnswer(one.Key, one.Description, one.Choices, one.Default))],
            [.. surface.MappedTypes.Select(one => new MappedTypeAnswer(
                one.Name, Enum.GetValues<CustomFieldType>(), Enum.GetValues<FieldDirection>()))]
        );
    }
}
