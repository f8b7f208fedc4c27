namespace Sequence.Connectors.Conformance;

/// <summary>What a host's import of customers promises. Derive it once.</summary>
public abstract class HostImportConformance
{
    /// <summary>Whose customers the tests import.</summary>
    protected virtual RecordOwner Owner { get; } = new("tenant-1");

    /// <summary>Someone else, whose customers must not be proposed.</summary>
    protected virtual RecordOwner Other { get; } = new("tenant-2");

    /// <summary>
    /// Whether what is made in a transaction that is given up is not there afterwards: it is, where the engine's store shares the
    /// host's database.
    /// </summary>
    protected virtual bool SharesTheTransaction => true;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Runs work on the import as a new scope gives it, in that scope's transaction.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="isKept">Whether the transaction is committed; otherwise it is given up.</param>
    protected abstract Task RunAsync(Func<IHostImport, Task> work, bool isKept = true);

    /// <summary>The host's ids of all customers of an owner.</summary>
    protected abstract Task<IReadOnlyList<string>> CustomersAsync(RecordOwner owner);

    /// <summary>The link names a customer that the host has.</summary>
    [Fact]
    public async Task Creates_a_customer_and_gives_its_id()
    {
        var id = await CreateAsync("58");

        Assert.Equal([id], await CustomersAsync(Owner));
        Assert.Empty(await CustomersAsync(Other));
    }

    /// <summary>After a crash the same customer may be imported again; the host has it once.</summary>
    [Fact]
    public async Task Creates_one_customer_for_one_effect()
    {
        var first = await CreateAsync("58");
        var second = await CreateAsync("58");

        Assert.Equal(first, second);
        Assert.Single(await CustomersAsync(Owner));
    }

    /// <summary>Two customers of the system may look the same; they are two.</summary>
    [Fact]
    public async Task Creates_two_customers_for_two_effects()
    {
        var first = await CreateAsync("58");
        var second = await CreateAsync("59");

        Assert.NotEqual(first, second);
        Assert.Equal(2, (await CustomersAsync(Owner)).Count);
    }

    /// <summary>A batch is one transaction: all of it is there afterwards.</summary>
    [Fact]
    public async Task Creates_several_in_one_transaction()
    {
        var ids = new List<string>();
        await RunAsync(async import =>
        {
            ids.Add(await import.CreateAsync(Request("58"), Cancellation));
            ids.Add(await import.CreateAsync(Request("59"), Cancellation));
        });

        Assert.Equal(ids.Order(StringComparer.Ordinal), (await CustomersAsync(Owner)).Order(StringComparer.Ordinal));
    }

    /// <summary>No customer is left over whose link was not stored.</summary>
    [Fact]
    public async Task Leaves_nothing_of_a_transaction_that_was_given_up()
    {
        Assert.SkipUnless(SharesTheTransaction, "The engine's store does not share this host's database.");
        await RunAsync(import => import.CreateAsync(Request("58"), Cancellation), isKept: false);

        Assert.Empty(await CustomersAsync(Owner));
    }

    /// <summary>A proposal names a customer that was asked about, and one of the owner's.</summary>
    [Fact]
    public async Task Proposes_only_what_was_asked_for_and_what_there_is()
    {
        var id = await CreateAsync("58");
        IReadOnlyDictionary<string, string> matches = new Dictionary<string, string>();

        await RunAsync(async import => matches = await import.MatchAsync(Owner, [NewCustomer("58"), NewCustomer("59")], Cancellation));

        Assert.All(matches, one =>
        {
            Assert.Contains(one.Key, (string[])["58", "59"]);
            Assert.Equal(id, one.Value);
        });
    }

    /// <summary>One tenant's customers are never shown to another.</summary>
    [Fact]
    public async Task Proposes_no_other_owners_customer()
    {
        await CreateAsync("58");
        IReadOnlyDictionary<string, string>? matches = null;

        await RunAsync(async import => matches = await import.MatchAsync(Other, [NewCustomer("58")], Cancellation));

        Assert.Empty(matches!);
    }

    /// <summary>People look through proposals before anything is made.</summary>
    [Fact]
    public async Task Proposing_changes_nothing()
    {
        await RunAsync(import => import.MatchAsync(Owner, [NewCustomer("58")], Cancellation));

        Assert.Empty(await CustomersAsync(Owner));
    }

    private async Task<string> CreateAsync(string externalId)
    {
        var id = "";
        await RunAsync(async import => id = await import.CreateAsync(Request(externalId), Cancellation));
        Assert.NotEmpty(id);
        return id;
    }

    private ImportRequest Request(string externalId) => new()
    {
        EffectId = $"effect-{externalId}",
        Owner = Owner,
        ConnectionId = "connection-1",
        Customer = NewCustomer(externalId),
    };

    private static Customer NewCustomer(string externalId) => new()
    {
        Id = externalId,
        Name = "Acme & Söhne",
        Currency = CurrencyCode.Parse("USD"),
        Contacts = [new Contact { Name = "Ada", Email = "billing@acme.example", BillingPreference = BillingPreference.Primary }],
        BillingAddress = new Address
        {
            Line1 = "1 Main St", City = "Springfield", Region = "IL", PostalCode = "62701", Country = CountryCode.Parse("US"),
        },
        Source = new RecordSource { Connector = "system", ExternalId = externalId },
    };
}
