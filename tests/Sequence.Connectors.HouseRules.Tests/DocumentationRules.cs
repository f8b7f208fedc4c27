using System.Text.RegularExpressions;

namespace Sequence.Connectors.HouseRules.Tests;

public sealed partial class DocumentationRules
{
    private const string Errors = "docs/errors.md";
    private const string Problems = "docs/problems.md";

    [Fact]
    public void Every_kind_of_error_has_a_heading_that_its_help_link_leads_to() => Rule.Holds(
        $"Add a heading '## <kind>' to {Errors}: what happened, what to do:",
        Enum.GetNames<ConnectorErrorKind>().Except(Markdown.Headings(Errors)));

    [Fact]
    public void Every_problem_code_is_documented() => Rule.Holds(
        $"Add a row '| `code` | what it means | what to do |' to {Problems}; a code is never given another meaning:",
        CodesInSource().ExceptBy(DocumentedCodes(), one => one.Code).Select(one => $"{one.Code} ({one.Path})"));

    [Fact]
    public void Readmes_are_short() => Rule.Holds(
        "Move what is more than a first look to docs/; a README has at most 150 lines:",
        Repository.Files("", ".md").Where(path => Path.GetFileName(path) == "README.md" && Repository.Lines(path).Length > 150));

    [Fact]
    public void Links_lead_somewhere() => Rule.Holds(
        "Mend the link; it is relative to the page that it stands on:",
        from path in Repository.Files("", ".md")
        from link in RelativeLink().Matches(Repository.Read(path)).Select(match => match.Groups[1].Value)
        let target = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, link))
        where !File.Exists(target) && !Directory.Exists(target)
        select $"{path}: {link}");

    [Fact]
    public void Code_in_the_documentation_is_the_code_that_was_compiled() => Rule.Holds(
        "Copy the region into the block below its marker; what stands there is what tests or samples run:",
        from path in Repository.Files("", ".md")
        from snippet in Snippet().Matches(Repository.Read(path))
        let name = snippet.Groups["name"].Value
        where !Regions().TryGetValue(name, out var source) || source.Trim() != snippet.Groups["code"].Value.Trim()
        select $"{path}: {name}");

    private static IEnumerable<(string Code, string Path)> CodesInSource() =>
        from path in Repository.Files("src", ".cs")
        let text = Repository.Read(path)
        let codes = path.EndsWith("Problems.cs", StringComparison.Ordinal)
            ? CodeLiteral().Matches(text).Select(match => match.Groups[1].Value)
            : CodeOfProblem()
                .Matches(text)
                .SelectMany(match => CodeLiteral().Matches(match.Value))
                .Select(match => match.Groups[1].Value)
        from code in codes
        where !path.Contains(".Conformance/", StringComparison.Ordinal)
        group path by code into places
        select (places.Key, places.First());

    private static IEnumerable<string> DocumentedCodes() => Markdown.RowsOfCode(Problems).Select(row => Markdown.Codes(row[0]).First());

    private static Dictionary<string, string> Regions() => Repository.Code()
        .SelectMany(path => Region().Matches(Repository.Read(path)))
        .ToDictionary(match => match.Groups["name"].Value.Trim(), match => Outdented(match.Groups["code"].Value));

    private static string Outdented(string code)
    {
        var lines = code.Split('\n');
        var margin = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > margin ? line[margin..] : line.Trim()));
    }

    // A code is given to a Problem by name, or is the first argument of whatever makes one.
    [GeneratedRegex(@"\bCode\s*=[^;{}]*?(?=,\s*\w+\s*=|[;}])|\b(?:Problems\.Of|Problem|Refuse\w*|Reject\w*)\(\s*""[a-z0-9_.]+""")]
    private static partial Regex CodeOfProblem();

    [GeneratedRegex(@"""([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)""")]
    private static partial Regex CodeLiteral();

    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)([^)#\s]+)")]
    private static partial Regex RelativeLink();

    [GeneratedRegex(@"<!-- snippet: (?<name>\S+) -->\n+```\w*\n(?<code>[\s\S]*?)\n```")]
    private static partial Regex Snippet();

    [GeneratedRegex(@"#region (?<name>[^\n]+)\n(?<code>[\s\S]*?)\n[ \t]*#endregion")]
    private static partial Regex Region();
}
