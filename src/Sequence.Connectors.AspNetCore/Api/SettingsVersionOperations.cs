using System.Globalization;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Settings as drafts that are tried before they count, and as versions that can be gone back to.</summary>
internal static class SettingsVersionOperations
{
    private const string Path = "/connections/{connection}/settings/versions";

    public static IEnumerable<Operation> All =>
    [
        new("GET", Path, "The versions of the settings, the newest first.", EndpointsJson.Default.SettingsVersionAnswerArray, ListAsync),
        new("POST", Path, "Keeps settings as a draft.", EndpointsJson.Default.SettingsVersionAnswer, DraftAsync)
        {
            Body = EndpointsJson.Default.DraftBody,
        },
        new(
            "POST",
            Path + "/{number}/try",
            "Says what a version would change for the records that were written last, and writes nothing.",
            EndpointsJson.Default.TrialAnswerArray,
            TryAsync
        )
        {
            Query = ["max"],
        },
        new(
            "POST",
            Path + "/{number}/activate",
            "Puts a draft into force, if nobody changed the settings since it was made.",
            EndpointsJson.Default.SettingsVersionAnswer,
            ActivateAsync
        ),
        new(
            "POST",
            Path + "/{number}/roll-back",
            "Puts the settings of an earlier version into force again, as a new version.",
            EndpointsJson.Default.SettingsVersionAnswer,
            RollBackAsync
        ),
    ];

    private static async Task<object?> ListAsync(Call call)
    {
        var versions = await Versions(call).ListAsync(call.Connection.Id, call.Aborted).ConfigureAwait(false);
        return versions.Select(SettingsVersionAnswer.From).ToArray();
    }

    private static async Task<object?> DraftAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.DraftBody).ConfigureAwait(false);
        var settings = SettingOperations.Settings(body.Values, body.FieldMaps);
        var draft = await Versions(call).DraftAsync(call.Connection.Id, settings, By(call), call.Aborted).ConfigureAwait(false);
        return SettingsVersionAnswer.From(draft);
    }

    private static async Task<object?> TryAsync(Call call)
    {
        var number = Number(call);
        var versions = await Versions(call).ListAsync(call.Connection.Id, call.Aborted).ConfigureAwait(false);
        var tried = versions.FirstOrDefault(one => one.Number == number) ?? throw RefusedException.NotFound("version of the settings");
        var results = await call
            .Engine.Trial.RunAsync(call.Connection.Id, tried.Settings, Math.Min(call.Max(), 100), call.Aborted)
            .ConfigureAwait(false);
        return results.Select(TrialAnswer.From).ToArray();
    }

    private static async Task<object?> ActivateAsync(Call call) =>
        SettingsVersionAnswer.From(
            await Versions(call).ActivateAsync(call.Connection.Id, Number(call), call.Aborted).ConfigureAwait(false)
        );

    private static async Task<object?> RollBackAsync(Call call) =>
        SettingsVersionAnswer.From(
            await Versions(call).RollBackAsync(call.Connection.Id, Number(call), By(call), call.Aborted).ConfigureAwait(false)
        );

    private static SettingsVersions Versions(Call call) => call.Get<SettingsVersions>();

    private static string? By(Call call) => call.Context.User.Identity?.Name;

    private static long Number(Call call) =>
        long.TryParse(call.Value("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw RefusedException.NotFound("version of the settings");
}
