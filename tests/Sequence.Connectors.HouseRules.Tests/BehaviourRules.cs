using System.Text.RegularExpressions;

namespace Sequence.Connectors.HouseRules.Tests;

public sealed partial class BehaviourRules
{
    private const string Page = "docs/behaviours.md";
    private const string NotYet = "not yet";
    private const string Approve = "SEQUENCE_APPROVE_BEHAVIOURS";

    private readonly Dictionary<string, SortedSet<string>> _shown = Shown();
    private readonly HashSet<string> _listed = [.. Row().Matches(Repository.Read(Page)).Select(match => match.Groups["id"].Value)];

    [Fact]
    public void Every_trait_names_a_behaviour_that_is_listed() => Rule.Holds(
        $"Use an id of {Page}, or list the behaviour there:",
        _shown.Where(one => !_listed.Contains(one.Key)).Select(one => $"{one.Key}: {string.Join(", ", one.Value)}"));

    [Fact]
    public void The_page_says_which_tests_show_each_behaviour()
    {
        var page = Repository.Read(Page);
        var current = Count()
            .Replace(
                Row().Replace(page, Renew),
                $"**{_shown.Keys.Count(_listed.Contains)} of {_listed.Count}** behaviours are shown by tests."
            );
        if (Environment.GetEnvironmentVariable(Approve) == "1")
        {
            Repository.Write(Page, current);
            return;
        }

        Rule.Holds(
            $"Run these tests once with {Approve}=1 and review the change of {Page}; these lines differ:",
            current.Split('\n').Zip(page.Split('\n')).Where(pair => pair.First != pair.Second).Select(pair => pair.First));
    }

    private string Renew(Match row)
    {
        var tests = _shown.GetValueOrDefault(row.Groups["id"].Value);
        return $"| {row.Groups["id"].Value} | {row.Groups["text"].Value} | {(tests is null ? NotYet : string.Join("<br>", tests))} |";
    }

    private static Dictionary<string, SortedSet<string>> Shown()
    {
        var shown = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var path in Repository.Files("tests", ".cs").Concat(Repository.Files("src/Sequence.Connectors.Conformance", ".cs")))
        {
            foreach (Match marked in Marked().Matches(Repository.Read(path)))
            {
                foreach (Match id in Trait().Matches(marked.Groups["traits"].Value))
                {
                    var test = $"`{Path.GetFileNameWithoutExtension(path)}.{marked.Groups["name"].Value}`";
                    shown.TryAdd(id.Groups[1].Value, new SortedSet<string>(StringComparer.Ordinal));
                    shown[id.Groups[1].Value].Add(test);
                }
            }
        }

        return shown;
    }

    [GeneratedRegex(@"^\| (?<id>(?:S\d|X|A)-\d+) \| (?<text>[^|]+?) \| (?<tests>[^|]*?) ?\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\*\*\d+ of \d+\*\* behaviours are shown by tests\.")]
    private static partial Regex Count();

    // Attributes, at least one of them a behaviour, then the test or the class that bears them.
    [GeneratedRegex(
        @"(?<traits>(?:^[ \t]*\[[^\n]*\]\n)*^[ \t]*\[[^\n]*Trait\(""Behaviour""[^\n]*\]\n(?:^[ \t]*\[[^\n]*\]\n)*)[ \t]*(?:public|internal)[^\n(:{=]*?(?<name>\w+)[ \t]*(?:\(|:|\r?\n|<)",
        RegexOptions.Multiline
    )]
    private static partial Regex Marked();

    [GeneratedRegex(@"Trait\(""Behaviour"",\s*""([^""]+)""\)")]
    private static partial Regex Trait();
}
