using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class RecordSetTests : IDisposable
{
    private readonly FakeHost _host = new();

    public RecordSetTests()
    {
        _host.Fake.Pages.Add(new ChangePage<Invoice>
        {
            Changes = [new Change<Invoice>.Current(Invoice("1")), new Change<Invoice>.Deleted("2")],
            Next = new Cursor("p-1"),
            State = ChangePageState.More,
        });
        _host.Fake.Pages.Add(new ChangePage<Invoice>
        {
            Changes = [new Change<Invoice>.Current(Invoice("3")), new Change<Invoice>.Merged("4", into: "3")],
            Next = new Cursor("p-2"),
            State = ChangePageState.End,
        });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Streams_pages_with_their_cursors()
    {
        var invoices = await _host.InvoicesAsync();

        var pages = await invoices.ReadAsync(new ReadOptions { After = new Cursor("p-0") }, Token).ToListAsync(Token);

        Assert.Equal([new Cursor("p-1"), new Cursor("p-2")], pages.Select(page => page.Next));
        Assert.Equal(new Cursor("p-0"), Assert.Single(_host.Fake.Read).After);
    }

    [Fact]
    public async Task Sweeps_with_archived_records_unless_told_otherwise()
    {
        var invoices = await _host.InvoicesAsync();

        Assert.Equal(["1", "3"], await invoices.ReadAllAsync(cancellationToken: Token).Select(invoice => invoice.Id).ToListAsync(Token));
        Assert.Equal((null, true), (_host.Fake.Read[0].After, _host.Fake.Read[0].IncludeArchived));
    }

    [Fact]
    public async Task Finds_records_by_the_systems_ids()
    {
        var invoices = await _host.InvoicesAsync();

        Assert.Equal("3", (await invoices.FindAsync("3", Token))!.Id);
        Assert.Null(await invoices.FindAsync("9", Token));

        var changes = await invoices.FindAsync(["1", "9"], Token).ToListAsync(Token);
        Assert.Equal([typeof(Change<Invoice>.Current), typeof(Change<Invoice>.NotFound)], changes.Select(change => change.GetType()));
    }

    [Fact]
    public async Task Says_what_the_system_can_read_and_write()
    {
        var connection = Assert.Single(await _host.ConnectAsync());
        var session = await _host.Connectors.OpenAsync(connection.Id, Token);

        Assert.Equal((true, true), (session.Invoices.CanRead, session.Invoices.CanWrite));
        Assert.Equal((false, false), (session.Customers.CanRead, session.Customers.CanWrite));
    }

    [Fact]
    public async Task Refuses_records_that_the_system_does_not_have_and_says_where_to_look()
    {
        var connection = Assert.Single(await _host.ConnectAsync());
        var session = await _host.Connectors.OpenAsync(connection.Id, Token);

        var read = await Assert.ThrowsAsync<ConnectorException>(() => session.Customers.FindAsync("1", Token));
        var write = await Assert.ThrowsAsync<ConnectorException>(() =>
            session.Customers.WriteAsync(
                new WriteIntent<Customer>
                {
                    Key = "k",
                    Record = new Customer { Id = "1" },
                },
                cancellationToken: Token
            )
        );

        Assert.All([read, write], refused => Assert.Equal(
            (ConnectorErrorKind.NotSupported, "fake", connection.Id), (refused.Kind, refused.Connector, refused.ConnectionId)));
        Assert.Equal("Fake Books cannot read records of the type Customer. SurfaceOf(\"fake\") lists what it can.", read.Message);
    }

    [Fact]
    public async Task Writes_one_record()
    {
        var invoices = await _host.InvoicesAsync();

        var outcome = await invoices.WriteAsync(new WriteIntent<Invoice> { Key = "k", Record = Invoice("1") }, cancellationToken: Token);

        Assert.Equal("x-1", Assert.IsType<WriteOutcome.Created>(outcome).ExternalId);
    }

    [Fact]
    public async Task Plans_what_would_be_sent_and_tells_what_is_known_without_sending()
    {
        var invoices = await _host.InvoicesAsync();

        var plan = await invoices.PlanAsync(
            [
                new WriteIntent<Invoice> { Key = "good", Record = Invoice("1") },
                new WriteIntent<Invoice>
                {
                    Key = "bad",
                    Record = new Invoice { Id = "2" },
                },
            ],
            Token
        );
        var nothing = await invoices.PlanAsync(
            [
                new WriteIntent<Invoice>
                {
                    Key = "bad",
                    Record = new Invoice { Id = "2" },
                },
            ],
            Token
        );

        Assert.Equal(["good"], Assert.Single(plan.Requests).Members);
        Assert.Equal("bad", Assert.IsType<WriteOutcome.Rejected>(Assert.Single(plan.Outcomes)).IntentKey);
        Assert.Empty(nothing.Requests);
        Assert.Empty(_host.Fake.Written);
    }

    [Fact]
    public async Task Does_not_take_a_class_that_only_shares_a_name_for_the_declared_one()
    {
        var connection = Assert.Single(await _host.ConnectAsync());
        var invoices = (await _host.Connectors.OpenAsync(connection.Id, Token)).Records<Homonym.Invoice>();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => invoices.FindAsync("1", Token));

        Assert.Equal((false, false), (invoices.CanRead, invoices.CanWrite));
        Assert.Contains("give one of the two classes another name", fault.Message, StringComparison.Ordinal);
    }

    private static Invoice Invoice(string id) => new()
    {
        Id = id,
        CustomerId = "c-1",
        Currency = CurrencyCode.Parse("EUR"),
        Status = DocumentStatus.Final,
        IssueDate = new LocalDate(2026, 3, 1),
        Lines = [new InvoiceLine { NetTotal = 10m }],
    };

    private static class Homonym
    {
        public sealed record Invoice : IRecord
        {
            public string Id => "1";

            public CustomFields CustomFields => CustomFields.Empty;

            public RecordSource? Source => null;
        }
    }
}
