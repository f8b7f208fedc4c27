namespace Sequence.Connectors.HouseRules.Tests;

/// <summary>The files of the repository that people write.</summary>
internal static class Repository
{
    private static readonly string[] Ignored =
        ["artifacts", "bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", "Migrations", ".git", ".vs", ".idea"];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The names of the projects that ship.</summary>
    public static IReadOnlyList<string> Packages { get; } =
        [.. Directory.GetDirectories(Full("src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>The paths of files below a folder, relative to the root, with slashes.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions) => !Directory.Exists(Full(folder))
        ? []
        : Walk(Full(folder))
            .Where(path => extensions.Length == 0 || extensions.Contains(Path.GetExtension(path)))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>The C# files of source, tests and samples.</summary>
    public static IEnumerable<string> Code() => Files("src", ".cs").Concat(Files("tests", ".cs")).Concat(Files("samples", ".cs"));

    public static bool Exists(string path) => File.Exists(Full(path));

    public static string Read(string path) => File.ReadAllText(Full(path)).ReplaceLineEndings("\n");

    public static string[] Lines(string path) => Read(path).TrimEnd('\n').Split('\n');

    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Full(path))!);
        File.WriteAllText(Full(path), text);
    }

    private static string Full(string path) => Path.Combine(Root, path);

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(inner => !Ignored.Contains(Path.GetFileName(inner))).SelectMany(Walk));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Sequence.Connectors.sln"))
            ? folder
            : FindRoot(
                Path.GetDirectoryName(folder)
                    ?? throw new InvalidOperationException(
                        "The tests run outside the repository: no folder above holds Sequence.Connectors.sln."
                    )
            );
}
