using System.Xml.Linq;

namespace Sequence.Connectors.HouseRules.Tests;

public sealed class ProjectRules
{
    internal const string Architecture = "docs/design/architecture.md";

    [Fact]
    public void Every_package_references_what_the_table_says_and_no_more() => Rule.Holds(
        $"Make the project file and the table 'Today' in {Architecture} agree; a new reference is a design decision:",
        Repository.Packages.SelectMany(Differences));

    [Fact]
    public void The_table_names_no_project_that_is_not_there() =>
        Rule.Holds(
            $"Move the row to the right table in {Architecture}:",
            Allowed("Today")
                .Keys.Except(Repository.Packages)
                .Select(name => $"{name} stands under 'Today', but src/{name} does not exist.")
                .Concat(
                    Allowed("Coming")
                        .Keys.Intersect(Repository.Packages)
                        .Select(name => $"{name} stands under 'Coming', but src/{name} exists.")
                )
        );

    [Fact]
    public void Every_package_has_a_readme() => Rule.Holds(
        "Write the README.md that the package shows: what it is for, in a few lines:",
        Repository.Packages.Select(name => $"src/{name}/README.md").Where(path => !Repository.Exists(path)));

    [Fact]
    public void Every_package_has_tests() => Rule.Holds(
        "Add the project that mirrors it:",
        Repository.Packages.Select(name => $"tests/{name}.Tests/{name}.Tests.csproj").Where(path => !Repository.Exists(path)));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Sequence.Connectors.sln").Replace('\\', '/');

        Rule.Holds(
            "Add it: dotnet sln add <path>:",
            Projects().Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Versions_stand_in_one_place() =>
        Rule.Holds(
            "Move the version to Directory.Packages.props:",
            from path in Projects()
            from reference in XDocument.Parse(Repository.Read(path)).Descendants("PackageReference")
            where
                reference.Attribute("Version") is not null
                || reference.Attribute("VersionOverride") is not null
                || reference.Element("Version") is not null
            select $"{path}: {reference.Attribute("Include")?.Value}"
        );

    [Fact]
    public void Every_version_is_used()
    {
        var used = Projects()
            .Concat(Repository.Files("src", ".props"))
            .Concat(Repository.Files("tests", ".props"))
            .Select(Repository.Read)
            .ToArray();

        Rule.Holds(
            "Remove the package from Directory.Packages.props, or name what pins it in a comment above it:",
            XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
                .Where(version => version.Parent?.Attribute("Label")?.Value == "Ships to users")
                .Select(version => version.Attribute("Include")!.Value)
                .Where(name => !used.Any(project => project.Contains($"\"{name}\"", StringComparison.Ordinal))));
    }

    private static IEnumerable<string> Projects() =>
        Repository.Files("src", ".csproj").Concat(Repository.Files("tests", ".csproj")).Concat(Repository.Files("samples", ".csproj"));

    private static IEnumerable<string> Differences(string name)
    {
        if (!Allowed("Today").TryGetValue(name, out var allowed))
        {
            return [$"{name} has no row under 'Today'."];
        }

        var project = XDocument.Parse(Repository.Read($"src/{name}/{name}.csproj"));
        var actual = project
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(Included(reference).Replace('\\', '/')))
            .Concat(project.Descendants("PackageReference").Concat(project.Descendants("FrameworkReference")).Select(Included))
            .ToArray();
        return actual.Except(allowed).Select(one => $"{name} references {one}, which its row does not allow.")
            .Concat(allowed.Except(actual).Select(one => $"{name} does not reference {one}, which its row names."));
    }

    private static string Included(XElement reference) => reference.Attribute("Include")!.Value;

    /// <summary>The rows of a table: a project and what it may reference, the third column (what it never may) left out.</summary>
    internal static Dictionary<string, string[]> Allowed(string heading) => Markdown.Table(Architecture, heading)
        .ToDictionary(row => Markdown.Codes(row[0]).Single(), row => row[1..3].SelectMany(Markdown.Codes).ToArray());
}
