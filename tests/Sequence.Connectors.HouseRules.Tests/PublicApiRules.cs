using System.Reflection;

namespace Sequence.Connectors.HouseRules.Tests;

public sealed class PublicApiRules
{
    private const string Approve = "SEQUENCE_APPROVE_API";

    [Fact]
    public void The_public_surface_of_every_package_is_the_reviewed_one() => Rule.Holds(
        $"A public surface changed. If that is meant, run these tests once with {Approve}=1 and review the change of docs/api:",
        Repository.Packages.SelectMany(Differences));

    [Fact]
    public void Every_reviewed_surface_belongs_to_a_package() => Rule.Holds(
        "Remove the file:",
        Repository.Files("docs/api", ".txt").Where(path => !Repository.Packages.Contains(Path.GetFileNameWithoutExtension(path))));

    private static IEnumerable<string> Differences(string package)
    {
        var path = $"docs/api/{package}.txt";
        var current = ApiPrinter.Print(Assembly.Load(package));
        if (Environment.GetEnvironmentVariable(Approve) == "1")
        {
            Repository.Write(path, current);
            return [];
        }

        var reviewed = Repository.Exists(path) ? Repository.Lines(path) : [];
        var lines = current.TrimEnd('\n').Split('\n');
        return lines.Except(reviewed).Select(line => $"{package}: + {line.Trim()}")
            .Concat(reviewed.Except(lines).Select(line => $"{package}: - {line.Trim()}"))
            .Concat(lines.SequenceEqual(reviewed) ? [] : [$"{package}: its listing differs."]);
    }
}
