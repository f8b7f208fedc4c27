using System.Text.RegularExpressions;

namespace Sequence.Connectors.HouseRules.Tests;

/// <summary>Reads headings, tables and code out of the documentation.</summary>
internal static partial class Markdown
{
    /// <summary>The cells of the first table below a heading, row by row, without its head.</summary>
    public static IEnumerable<string[]> Table(string path, string heading)
    {
        var lines = Repository.Lines(path);
        var start = Array.FindIndex(lines, line => line.StartsWith('#') && line.TrimStart('#').Trim() == heading);
        Assert.True(start >= 0, $"{path} has no heading '{heading}'.");
        return lines
            .Skip(start + 1)
            .TakeWhile(line => !line.StartsWith('#'))
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(Cells);
    }

    /// <summary>The cells of every table row of a page that begins with a name in code.</summary>
    public static IEnumerable<string[]> RowsOfCode(string path) =>
        Repository.Lines(path).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(Cells);

    public static IEnumerable<string> Headings(string path) =>
        Repository.Lines(path).Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim());

    /// <summary>What stands in backticks.</summary>
    public static IEnumerable<string> Codes(string text) => InBackticks().Matches(text).Select(match => match.Groups[1].Value);

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InBackticks();
}
