using System.Reflection;
using System.Text.RegularExpressions;

namespace Sequence.Connectors.HouseRules.Tests;

public sealed partial class CodeRules
{
    [Fact]
    public void Time_comes_from_the_clock_that_is_handed_in() => Rule.Holds(
        "Take the time from the TimeProvider that was handed in, so that tests can drive it:",
        Code.Find("src", AmbientTime()));

    [Fact]
    public void Nothing_blocks_a_thread() => Rule.Holds(
        "Await instead, and wait with Task.Delay(time, timeProvider, cancellationToken):",
        Code.Find("src", Blocking()));

    [Fact]
    public void Amounts_are_decimals() => Rule.Holds(
        "Use decimal (or TimeSpan, Duration, long): binary fractions lose cents:",
        Code.Find("src", BinaryFraction()).Where(place => !NoAmount().IsMatch(place)));

    [Fact]
    public void Nothing_is_left_unfinished() => Rule.Holds(
        "Finish it, or refuse with a reason; open work stands in the issue tracker:",
        Repository.Code()
            .Where(path => !path.Contains(".HouseRules.", StringComparison.Ordinal))
            .SelectMany(path => Places(path, line => Unfinished().IsMatch(line))));

    [Fact]
    public void A_warning_is_silenced_only_with_a_reason() =>
        Rule.Holds(
            "Mend the warning, or say why it may stand: '#pragma warning disable CA0000 // why', Justification = \"why\":",
            Repository
                .Code()
                .Where(path => !path.Contains(".HouseRules.", StringComparison.Ordinal))
                .SelectMany(path =>
                    Places(
                        path,
                        line =>
                            (
                                line.Contains("#pragma warning disable", StringComparison.Ordinal)
                                && !line.Contains("//", StringComparison.Ordinal)
                            )
                            || (
                                line.Contains("SuppressMessage(", StringComparison.Ordinal)
                                && !line.Contains("Justification", StringComparison.Ordinal)
                            )
                    )
                )
        );

    [Fact]
    public void Files_are_short_enough_to_read() => Rule.Holds(
        "Split the file along its concepts; source has at most 350 lines, tests at most 500:",
        from part in new[] { (Folder: "src", Most: 350), (Folder: "tests", Most: 500), (Folder: "samples", Most: 350) }
        from path in Repository.Files(part.Folder, ".cs")
        let lines = Repository.Lines(path).Length
        where lines > part.Most
        select $"{path}: {lines} lines");

    [Fact]
    public void Lines_are_short_enough_to_read() => Rule.Holds(
        "Break the line: at most 140 columns, but for a sentence in a literal:",
        from path in Repository.Files("src", ".cs").Concat(Repository.Files("tests", ".cs")).Concat(Repository.Files("samples", ".cs"))
        where !path.Contains("/Migrations/", StringComparison.Ordinal)
        from line in Repository.Lines(path).Select((text, index) => (Text: text, Number: index + 1))
        where line.Text.Length > 140 && !line.Text.Contains('"', StringComparison.Ordinal)
        select $"{path}:{line.Number}: {line.Text.Length} columns");

    [Fact]
    public void Public_classes_are_sealed_abstract_or_static() => Rule.Holds(
        "Seal the class, or make it abstract and document who derives from it:",
        PublicTypes().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(type => type.FullName!));

    [Fact]
    public void Asynchronous_public_methods_take_a_cancellation_token_last() => Rule.Holds(
        "Add 'CancellationToken cancellationToken' as the last parameter:",
        from type in PublicTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where IsAwaitable(method.ReturnType)
            && method.Name is not ("DisposeAsync" or "InitializeAsync")
            && !method.IsSpecialName
            && !method.IsDefined(typeof(FactAttribute), inherit: true)
            && method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)
        select $"{type.FullName}.{method.Name}");

    private static IEnumerable<Type> PublicTypes() =>
        Repository
            .Packages.Select(Assembly.Load)
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => !type.IsSubclassOf(typeof(Delegate)));

    private static bool IsAwaitable(Type type)
    {
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return open == typeof(Task)
            || open == typeof(Task<>)
            || open == typeof(ValueTask)
            || open == typeof(ValueTask<>)
            || open == typeof(IAsyncEnumerable<>);
    }

    private static IEnumerable<string> Places(string path, Func<string, bool> broken) =>
        Repository
            .Lines(path)
            .Select((line, index) => (line, index))
            .Where(one => broken(one.line))
            .Select(one => $"{path}:{one.index + 1}: {one.line.Trim()}");

    [GeneratedRegex(
        @"\bDateTime\.(Now|UtcNow|Today)\b|\bDateTimeOffset\.(Now|UtcNow)\b|\bSystemClock\.Instance\b|\bEnvironment\.TickCount|\bStopwatch\.StartNew\b"
    )]
    private static partial Regex AmbientTime();

    [GeneratedRegex(@"\.GetResult\(\)|\.Wait\(|\.WaitOne\(|(?<!Outcome)\.Result\b(?!\s*[(<=])|\bThread\.Sleep\b|\bTask\.WaitA(ll|ny)\b")]
    private static partial Regex Blocking();

    [GeneratedRegex(@"\b(double|float|Double|Single)\b(?!\()")]
    private static partial Regex BinaryFraction();

    // Spans of time and shares are no amounts, and the platform wants them so.
    [GeneratedRegex(@"[Ss]econds|TimeSpan\.From|\b[Rr]ates\b|\bLimitShare\b|\bReserve\b")]
    private static partial Regex NoAmount();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|\bNotImplementedException\b")]
    private static partial Regex Unfinished();
}
