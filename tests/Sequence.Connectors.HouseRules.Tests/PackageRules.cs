using System.IO.Compression;
using System.Xml.Linq;

namespace Sequence.Connectors.HouseRules.Tests;

/// <summary>
/// Opens the packages as they were packed: <c>dotnet pack -c Release</c>, with <c>SEQUENCE_PACKAGES</c> naming their folder.
/// </summary>
public sealed class PackageRules
{
    [Fact]
    public void Every_package_carries_its_readme_its_documentation_and_its_symbols() => Rule.Holds(
        "Keep the defaults of src/Directory.Build.props:",
        from package in Repository.Packages
        from missing in Missing(package)
        select $"{package} lacks {missing}");

    [Fact]
    public void Every_package_depends_on_what_the_table_says_and_no_more() => Rule.Holds(
        $"Make the package and the table 'Today' in {ProjectRules.Architecture} agree:",
        from package in Repository.Packages
        let allowed = ProjectRules.Allowed("Today")[package].Order(StringComparer.Ordinal).ToArray()
        let actual = Dependencies(package).Order(StringComparer.Ordinal).ToArray()
        where !allowed.SequenceEqual(actual)
        select $"{package} depends on [{string.Join(", ", actual)}], its row says [{string.Join(", ", allowed)}]");

    private static IEnumerable<string> Missing(string package)
    {
        var files = Entries(Packed(package, ".nupkg"));
        var symbols = Entries(Packed(package, ".snupkg"));
        return new[] { "README.md", $"lib/net10.0/{package}.dll", $"lib/net10.0/{package}.xml" }.Except(files)
            .Concat(new[] { $"lib/net10.0/{package}.pdb" }.Except(symbols));
    }

    private static IEnumerable<string> Dependencies(string package)
    {
        using var archive = ZipFile.OpenRead(Packed(package, ".nupkg"));
        using var stream = archive.GetEntry($"{package}.nuspec")!.Open();
        var references = XDocument.Load(stream).Descendants().ToArray();
        return
        [
            .. references
                .Where(element => element.Name.LocalName == "dependency")
                .Select(element => element.Attribute("id")!.Value)
                .Concat(
                    references
                        .Where(element => element.Name.LocalName == "frameworkReference")
                        .Select(element => element.Attribute("name")!.Value)
                ),
        ];
    }

    private static string[] Entries(string archive)
    {
        using var opened = ZipFile.OpenRead(archive);
        return [.. opened.Entries.Select(entry => entry.FullName)];
    }

    private static string Packed(string package, string extension)
    {
        const string variable = "SEQUENCE_PACKAGES";
        var folder = Environment.GetEnvironmentVariable(variable);
        if (folder is null && Environment.GetEnvironmentVariable("SEQUENCE_REQUIRE_ALL") != "1")
        {
            Assert.Skip($"{variable} is not set: it names the folder of the packed packages.");
        }

        Assert.True(Directory.Exists(folder), $"{variable} names no folder: run dotnet pack -c Release first.");
        return Assert.Single(
            Directory.GetFiles(folder, $"{package}.*{extension}"),
            path => char.IsAsciiDigit(Path.GetFileName(path)[package.Length + 1])
        );
    }
}
