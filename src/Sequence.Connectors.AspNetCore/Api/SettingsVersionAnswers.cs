using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>The settings as they were, are or may become.</summary>
internal sealed record SettingsVersionAnswer(
    long Number,
    SettingsVersionState State,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<FieldMapAnswer> FieldMaps,
    string? By,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ActivatedAt
)
{
    public static SettingsVersionAnswer From(SettingsVersion one) =>
        new(
            one.Number,
            one.State,
            one.Settings.Values.ToDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal),
            [.. one.Settings.FieldMaps.Select(FieldMapAnswer.From)],
            one.By,
            one.CreatedAt.ToDateTimeOffset(),
            one.ActivatedAt?.ToDateTimeOffset()
        );
}

/// <summary>What a draft would change for a record that was written lately.</summary>
internal sealed record TrialAnswer(
    string Type,
    string LocalId,
    bool IsDifferent,
    IReadOnlyList<Problem> ProblemsNow,
    IReadOnlyList<Problem> ProblemsThen,
    IReadOnlyList<string> NotesNow,
    IReadOnlyList<string> NotesThen
)
{
    public static TrialAnswer From(TrialResult one) =>
        new(
            one.RecordType.Name,
            one.LocalId,
            one.IsDifferent,
            one.ProblemsNow,
            one.ProblemsThen,
            [.. one.NotesNow.Select(note => note.ToString())],
            [.. one.NotesThen.Select(note => note.ToString())]
        );
}
