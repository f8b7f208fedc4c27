using System.Globalization;
using System.Text.RegularExpressions;

namespace Sequence.Connectors.HouseRules.Tests;

/// <summary>The traps of a system, of which each is a test: none of them gets lost.</summary>
public sealed partial class TrapRules
{
    private static readonly Dictionary<string, HashSet<string>> Held = Find();

    [Theory]
    [InlineData("quickbooks", 20)]
    [InlineData("xero", 22)]
    public void Each_trap_is_held_by_a_test(string system, int traps) => Rule.Holds(
        $"Mark the test that would catch it with the trait \"Trap\"; {system} has {traps} of them:",
        Enumerable.Range(1, traps).Select(trap => $"{system}-{trap}").Except(Held.Keys)
            .Concat(Held.Keys.Where(id => id.StartsWith(system, StringComparison.Ordinal) && Number(id) > traps)));

    [Theory]
    [InlineData("quickbooks", "Twenty traps")]
    [InlineData("xero", "Twenty-two traps")]
    public void The_table_of_traps_names_tests_that_bear_them(string system, string heading) => Rule.Holds(
        $"Name in {PageOf(system)} a test of this trap, which bears its trait:",
        from row in Markdown.Table(PageOf(system), heading)
        from test in Named(row[2])
        where !Held.GetValueOrDefault($"{system}-{row[0]}", []).Contains(test)
        select $"{row[0]}: {test}");

    [Theory]
    [InlineData("quickbooks", "Twenty traps", 20)]
    [InlineData("xero", "Twenty-two traps", 22)]
    public void The_table_of_traps_holds_each_once(string system, string heading, int traps) => Assert.Equal(
        Enumerable.Range(1, traps).Select(trap => trap.ToString(CultureInfo.InvariantCulture)),
        Markdown.Table(PageOf(system), heading).Select(row => row[0]));

    private static string PageOf(string system) => $"docs/connectors/{system}.md";

    // A name that begins with a period is of the class that was named before it.
    private static IEnumerable<string> Named(string cell)
    {
        var type = "";
        foreach (var test in Markdown.Codes(cell))
        {
            type = test.StartsWith('.') ? type : test.Split('.')[0];
            yield return test.StartsWith('.') ? type + test : test;
        }
    }

    private static int Number(string id) => int.Parse(id.AsSpan(id.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    private static Dictionary<string, HashSet<string>> Find()
    {
        var held = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var path in Repository.Files("tests", ".cs"))
        {
            foreach (Match marked in Marked().Matches(Repository.Read(path)))
            {
                foreach (Match trait in Trait().Matches(marked.Groups["traits"].Value))
                {
                    var id = trait.Groups["own"] is { Success: true } own
                        ? $"quickbooks-{own.Value}"
                        : $"xero-{trait.Groups["xero"].Value}";
                    held.TryAdd(id, []);
                    held[id].Add($"{Path.GetFileNameWithoutExtension(path)}.{marked.Groups["name"].Value}");
                }
            }
        }

        return held;
    }

    // Attributes, at least one of them a trap, then the test that bears them.
    [GeneratedRegex(
        @"(?<traits>(?:^[ \t]*\[[^\n]*\]\n)*^[ \t]*\[[^\n]*Trait\(""Trap""[^\n]*\]\n(?:^[ \t]*\[[^\n]*\]\n)*)[ \t]*(?:public|internal)[^\n(:{=]*?(?<name>\w+)[ \t]*(?:\(|:|\r?\n|<)",
        RegexOptions.Multiline
    )]
    private static partial Regex Marked();

    [GeneratedRegex(@"Trait\(""Trap"",\s*""(?:quickbooks-(?<own>\d+)""|(?<xero>\d+) )")]
    private static partial Regex Trait();
}
