using System.Text.RegularExpressions;

namespace Sequence.Connectors.HouseRules.Tests;

/// <summary>C# text for rules that need no compiler.</summary>
internal static partial class Code
{
    /// <summary>The places where a pattern stands in code: not in a comment and not in a string.</summary>
    public static IEnumerable<string> Find(string folder, Regex pattern) => Repository.Files(folder, ".cs").SelectMany(path =>
        WithoutTexts(Repository.Read(path)).Split('\n')
            .Select((line, index) => (Line: line, Number: index + 1))
            .Where(one => pattern.IsMatch(one.Line))
            .Select(one => $"{path}:{one.Number}: {one.Line.Trim()}"));

    /// <summary>The same code with the same lines, but with empty strings and without comments.</summary>
    private static string WithoutTexts(string code) =>
        Texts().Replace(code, match => new string('\n', match.Value.Count(letter => letter == '\n')));

    [GeneratedRegex("""
        \"{3,}[\s\S]*?\"{3,}|@"(?:""|[^"])*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*[\s\S]*?\*/
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Texts();
}
