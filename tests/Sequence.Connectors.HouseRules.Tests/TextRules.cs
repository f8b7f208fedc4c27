using System.Text.RegularExpressions;

namespace Sequence.Connectors.HouseRules.Tests;

public sealed partial class TextRules
{
    private static readonly string[] Kinds = [".cs", ".md", ".csproj", ".props", ".targets", ".sln", ".mjs", ".yml", ".json"];

    [Fact]
    public void No_file_names_a_package_registry() => Rule.Holds(
        "Leave registries to the configuration of whoever builds:",
        Places(Registry()));

    [Fact]
    public void No_file_names_a_place_on_somebodys_machine() => Rule.Holds(
        "Use a path relative to the repository, or an environment variable:",
        Places(MachinePath()));

    [Fact]
    public void Text_speaks_of_the_product_and_not_of_its_making() => Rule.Holds(
        "Say what the product does and why; how it came about is of no use to a reader:",
        Places(Making()));

    private static IEnumerable<string> Places(Regex pattern) =>
        from path in Repository.Files("", Kinds)
        where
            !path.Contains(".HouseRules.Tests/TextRules", StringComparison.Ordinal)
            && !path.EndsWith("package-lock.json", StringComparison.Ordinal)
        from place in Repository.Lines(path).Select((line, index) => (line, index))
        where pattern.IsMatch(place.line)
        select $"{path}:{place.index + 1}: {place.line.Trim()}";

    [GeneratedRegex(@"nuget\.org|registry\.npmjs|npmjs\.(org|com)|pypi\.org|pkgs\.dev\.azure|artifactory|nexus", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();

    [GeneratedRegex(@"(?<![\w/.:~{}>)-])/(work|root|home|Users|tmp|mnt|var)/|\b[A-Z]:\\\w")]
    private static partial Regex MachinePath();

    [GeneratedRegex(
        @"\b(LLMs?|GPT|chatbots?|language model|sub-?agents?|worktrees?|hand-?offs?|scratchpad|co-?worker|tool calls?|(this|earlier|previous|next|last) (session|conversation))\b"
        + @"|\b(an|the|another|coding) agent\b|(?<!user[- ])\bagents\b|\bissue #?\d+\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Making();
}
