using System.Text;

namespace Sequence.Connectors;

/// <summary>Prints what connectors declared, as a Markdown table.</summary>
internal static class CapabilityTable
{
    public static string Print(IEnumerable<(ConnectorInfo Info, ConnectorSurface Surface)> connectors)
    {
        var all = connectors.ToArray();
        var types = all.SelectMany(one =>
                one.Surface.Readers.Select(reader => reader.RecordType)
                    .Concat(one.Surface.Writers.Select(writer => writer.RecordType))
            )
            .Distinct()
            .ToArray();
        var text = new StringBuilder();
        text.Append("| |").AppendJoin("|", all.Select(one => $" {one.Info.Name} ")).Append("|\n");
        text.Append("|---|").AppendJoin("|", all.Select(_ => "---")).Append("|\n");
        Row(text, "API version", all.Select(one => one.Info.ApiVersion));
        foreach (var type in types)
        {
            Row(text, type.Name, all.Select(one => Cell(one.Surface, type)));
        }

        Row(text, "Consent", all.Select(one => one.Surface.Authorization is null ? "–" : "OAuth 2.0"));
        Row(text, "Preflight", all.Select(one => one.Surface.HasPreflight ? "yes" : "–"));
        Row(text, "Change feed", all.Select(one => one.Surface.FindOffer<IChangeFeed>() is null ? "–" : "yes"));
        Row(text, "Webhooks", all.Select(one => one.Surface.Webhooks is null ? "–" : "yes"));
        return text.ToString();
    }

    private static string Cell(ConnectorSurface surface, RecordType type)
    {
        var parts = new List<string>();
        if (surface.FindReader(type) is { } reader)
        {
            var mode = reader.Traits.Mode == ReadMode.Incremental ? "changes" : "full sweep";
            parts.Add($"read ({mode}, {reader.Traits.PageSize} a page)");
        }

        if (surface.FindWriter(type) is { } writer)
        {
            var verbs = writer.Traits.Verbs.Select(verb => verb == WriteVerb.Upsert && writer.Traits.IsFixed ? "create" : Words(verb));
            parts.Add($"write ({string.Join(", ", verbs)}; {writer.Traits.BatchSize} a call)");
        }

        return parts.Count == 0 ? "–" : string.Join("; ", parts);
    }

    private static string Words(WriteVerb verb) => verb switch
    {
        WriteVerb.MarkSent => "mark sent",
        WriteVerb.MoveDate => "move date",
        _ => verb.ToString().ToLowerInvariant(),
    };

    private static void Row(StringBuilder text, string name, IEnumerable<string> cells) =>
        text.Append("| ").Append(name).Append(" | ").AppendJoin(" | ", cells).Append(" |\n");
}
