namespace Sequence.Connectors.Conformance;

/// <summary>
/// Holds a connector's tests to its table of contents. Derive it once in the test assembly of each connector: what is declared is tested,
/// and what is not declared is not derived rather than skipped.
/// </summary>
/// <param name="harness">The system.</param>
public abstract class RegistrationConformance(ConnectorHarness harness) : ConformanceSuite(harness)
{
    private static readonly HashSet<Type> PerType =
    [
        typeof(RecordReaderConformance<>),
        typeof(DeletionConformance<>),
        typeof(RecordWriterConformance<>),
        typeof(ExactlyOnceConformance<>),
        typeof(VerbConformance<>),
        typeof(ChangeFeedConformance<>),
    ];

    /// <summary>No capability is declared that no test holds the connector to.</summary>
    [Fact]
    public void Every_declared_capability_has_its_suite()
    {
        var derived = Derived().ToHashSet();

        var missing = Required().Where(suite => !derived.Contains(suite)).ToArray();

        var names = string.Join(", ", missing.Select(Print));
        Assert.True(missing.Length == 0, $"Derive these suites in {GetType().Assembly.GetName().Name}, as public classes: {names}.");
    }

    /// <summary>No suite is derived for what the connector does not declare.</summary>
    [Fact]
    public void Every_suite_has_its_declared_capability()
    {
        var required = Required().ToHashSet();

        var stray = Derived().Where(suite => PerType.Contains(suite.Contract) && !required.Contains(suite)).ToArray();

        Assert.True(stray.Length == 0, $"The connector declares nothing for these suites: {string.Join(", ", stray.Select(Print))}.");
    }

    /// <summary>A table of contents can be read as often as one likes: it says the same and calls nobody.</summary>
    [Fact]
    public void The_table_of_contents_is_complete()
    {
        var surface = Session.Surface;

        Assert.All(
            surface.Readers, reader => Assert.True(reader.Traits.PageSize > 0, $"The page size of {reader.RecordType} is not above zero."));
        Assert.All(surface.Writers, writer => Assert.True(
            writer.Traits.BatchSize > 0, $"The batch size of {writer.RecordType} is not above zero."));
        Assert.All(surface.Writers, writer => Assert.NotEmpty(writer.Traits.Verbs));
        Assert.Equal(surface.Settings.Count, surface.Settings.Select(setting => setting.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Matches("^[a-z][a-z0-9]*$", Session.Connector.Id);
    }

    private IEnumerable<(Type Contract, RecordType? Record)> Required()
    {
        var surface = Session.Surface;
        foreach (var reader in surface.Readers)
        {
            yield return (typeof(RecordReaderConformance<>), reader.RecordType);
            if (reader.Traits.Deletions != DeletionVisibility.Never)
            {
                yield return (typeof(DeletionConformance<>), reader.RecordType);
            }
        }

        foreach (var suite in surface.Writers.SelectMany(RequiredOf))
        {
            yield return suite;
        }

        foreach (var type in Session.Find<IChangeFeed>()?.RecordTypes ?? [])
        {
            yield return (typeof(ChangeFeedConformance<>), type);
        }

        if (surface.Authorization is not null)
        {
            yield return (typeof(AuthorizationConformance), null);
        }

        if (surface.HasPreflight)
        {
            yield return (typeof(PreflightConformance), null);
        }

        if (surface.Webhooks is not null)
        {
            yield return (typeof(WebhookConformance), null);
        }
    }

    private static IEnumerable<(Type Contract, RecordType? Record)> RequiredOf(WriteCapability writer)
    {
        if (writer.Traits.Verbs.Contains(WriteVerb.Upsert))
        {
            yield return (typeof(RecordWriterConformance<>), writer.RecordType);
            yield return (typeof(ExactlyOnceConformance<>), writer.RecordType);
            if (writer.RecordType == RecordType.Of<Invoice>() || writer.RecordType == RecordType.Of<CreditMemo>())
            {
                yield return (typeof(ReferenceConformance<>), writer.RecordType);
            }
        }

        if (writer.Traits.Verbs.Any(verb => verb != WriteVerb.Upsert))
        {
            yield return (typeof(VerbConformance<>), writer.RecordType);
        }
    }

    /// <summary>The suites that xunit finds in the test assembly: those of public classes.</summary>
    private IEnumerable<(Type Contract, RecordType? Record)> Derived()
    {
        foreach (var type in GetType().Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsVisible: true }))
        {
            for (var suite = type.BaseType; suite is not null; suite = suite.BaseType)
            {
                if (suite.Assembly == typeof(ConformanceSuite).Assembly)
                {
                    yield return (suite.IsGenericType ? suite.GetGenericTypeDefinition() : suite, RecordOf(suite));
                }
            }
        }
    }

    private static RecordType? RecordOf(Type suite) =>
        suite.GenericTypeArguments.FirstOrDefault(argument => argument.IsAssignableTo(typeof(IRecord))) is { } record
            ? new RecordType(record.Name)
            : null;

    private static string Print((Type Contract, RecordType? Record) suite) =>
        suite.Contract.Name.Split('`')[0] + (suite.Record is null ? "" : $" of {suite.Record}");
}
