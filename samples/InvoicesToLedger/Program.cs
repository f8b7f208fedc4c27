// A billing app and QuickBooks, kept in step in both directions by the engine, on one SQLite file of the app's own.
//   dotnet run --project samples/InvoicesToLedger
// Run it twice: the second run publishes everything again, and nothing is written to QuickBooks. --fresh starts over.
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

if (args is not ([] or ["--fresh"]))
{
    Console.Error.WriteLine("Usage: InvoicesToLedger [--fresh]   (--fresh forgets what earlier runs did)");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var folder = Directory.CreateDirectory(".invoices-to-ledger");
if (args is ["--fresh"])
{
    folder.Delete(recursive: true);
    folder.Create();
}

// 1. QuickBooks, as the simulator plays it. Its books are kept between two runs.
var books = Path.Combine(folder.FullName, "quickbooks.json");
await using var simulators = await SimulatorServer.StartAsync(new()
{
    Clock = TimeProvider.System,
    QuickBooksCompany = QuickBooksCompanyProfile.UnitedStatesManualTax,
    State = File.Exists(books) ? new MemoryStream(await File.ReadAllBytesAsync(books)) : null,
});
var (quickBooks, company) = (simulators.QuickBooks, simulators.QuickBooks.Company);

// 2. The billing app: its own database, which holds the engine's rows too, and what it does when something happens in QuickBooks.
#region host
await using var app = new ServiceCollection()
    .AddDbContext<BillingDatabase>(options => options.UseSequenceConnectorsSqlite($"Data Source={Path.Combine(folder.FullName, "billing.db")}"))
    .AddScoped<Billing>()
    .AddSequenceConnectors(connectors => connectors
        .AddQuickBooks(simulators.Configuration.GetSection("QuickBooks"))
        .UseEntityFrameworkStores<BillingDatabase>()
        .UseSecretKeys(SecretKey())
        .AddSync(sync => sync
            .React<InvoicePaymentChanged, TakePayment>()
            .React<InvoiceSent, MarkSent>()
            .React<InvoiceVoided, MarkVoided>()))
    .BuildServiceProvider();
#endregion
var engine = app.GetRequiredService<SyncEngine>();
var startedAt = SystemClock.Instance.GetCurrentInstant();
var shown = new HashSet<Guid>();
var isFirst = await InAppAsync(billing => billing.CreateAsync());

Step("Connect");
var connections = app.GetRequiredService<SequenceConnectors>();
var known = await app.GetRequiredService<IConnectionStore>().ListAsync(Billing.Tenant, default);
if (known is [])
{
    var page = await connections.BeginConnectAsync(
        new() { Connector = "quickbooks", App = "sandbox", Tenant = Billing.Tenant, RedirectUri = new("https://host.example/callback") });
    var connection = (await connections.CompleteConnectAsync(quickBooks.Approve(page)))[0];
    var item = company.Documents("Item").First(one => (string?)one["Type"] == "Service");
    known = [await connections.ConfigureAsync(connection.Id, settings => settings.With("items.default", (string)item["Id"]!))];
}

Line("connected", $"{company.Profile.Name}, company {known[0].AccountId}");

Step(isFirst ? "The app finalizes invoices; the answer to the first request is lost" : "The app publishes everything again, as after an event that came twice");
if (isFirst)
{
    quickBooks.Faults.Next(SimulatedFaultKind.CutAfterEffect, resource: "batch");
}

await InAppAsync(billing => billing.PublishAllAsync());
await WorkAsync();
await ShowLogAsync();

Step("What did not sync, and why");
#region problems
foreach (var problem in await engine.Problems.ListAsync(Billing.Tenant))
{
    Line(problem.State == EntryState.Waiting ? "waits" : "refused", $"{problem.RecordType.Name} {problem.LocalId}, for {problem.FixedBy} to mend");
    foreach (var reason in problem.Problems)
    {
        Line("", $"{reason.Code}: {reason.Message}");
        Line("", $"Fix: {reason.Fix}");
    }
}
#endregion

if (isFirst)
{
    Step("Sales approves the customer, and finance shortens the number: what waited goes by itself");
    await InAppAsync(billing => billing.ApproveAsync("cus_contoso"));
    await InAppAsync(billing => billing.RenumberAsync("inv_4", "INV-1004"));
    await WorkAsync();
    await ShowLogAsync();

    Step("People at work in QuickBooks; each of its webhooks comes twice");
    company.ReceivePayment(InQuickBooks("INV-1001"), 200m);
    company.ReceivePayment(InQuickBooks("INV-1002"), 1250m);
    company.EmailInvoice(InQuickBooks("INV-1003"), "ap@contoso.example");
    company.VoidInvoice(InQuickBooks("INV-1004"));
    await ReceiveWebhooksAsync(times: 2);
    await WorkAsync();
}

Step("The app's invoices now");
foreach (var bill in await InAppAsync(billing => billing.ListAsync()))
{
    Line(bill.Status, $"{bill.Number}  {bill.Paid:0.00} of {bill.Amount:0.00} USD is paid");
}

var log = await engine.Problems.ReadLogAsync(new() { Max = 1000 });
var outcomes = log.Where(one => one.PublishedAt >= startedAt).ToLookup(one => one.Outcome);
var writes = quickBooks.Usage.Requests.GetValueOrDefault("batch");
Step("Summary");
Console.WriteLine($"  {outcomes["Created"].Count()} created, {outcomes["Updated"].Count()} updated, {outcomes["Unchanged"].Count()} unchanged, "
    + $"{(await engine.Problems.ListAsync()).Count} open; {writes} requests wrote; QuickBooks has {company.Invoices.Count(IsOurs)} invoices of ours.");
await using var file = File.Create(books);
await simulators.SaveAsync(file);
return 0;

// In a host that runs, the engine's worker does this by itself.
async Task WorkAsync()
{
    while ((await engine.RunDueAsync()).Worked)
    {
    }
}

// In a host that runs, this is a POST to its endpoint.
async Task ReceiveWebhooksAsync(int times)
{
    while (quickBooks.Webhooks.TakeNext() is { } delivery)
    {
        for (var time = 0; time < times; time++)
        {
            var headers = new Dictionary<string, string>(delivery.Headers) { ["Content-Type"] = delivery.ContentType };
            var verdict = await ReceiveAsync(delivery.Body, headers);
            var told = verdict.Events.Select(one => $"{one.TypeText} {one.KindText}");
            Line($"{verdict.StatusCode}", $"{verdict.Events.Count} events: {string.Join(", ", told)}");
        }
    }
}

#region receive
async Task<WebhookVerdict> ReceiveAsync(ReadOnlyMemory<byte> body, Dictionary<string, string> headers) => await engine.ReceiveAsync("quickbooks", new()
{
    Method = "POST",
    Address = new("https://host.example/webhooks/quickbooks"),
    Headers = headers,
    Body = body,                                            // byte for byte: the signature covers it
    ReceivedAt = SystemClock.Instance.GetCurrentInstant(),
});
#endregion

async Task ShowLogAsync()
{
    var entries = await engine.Problems.ReadLogAsync(new() { Max = 1000 });
    var told = entries.Where(one => one.PublishedAt >= startedAt && one.Outcome is not null);
    foreach (var entry in told.OrderBy(one => one.ChangedAt).ThenBy(one => one.Id).Where(one => shown.Add(one.Id)))
    {
        Line(entry.Outcome!.ToLowerInvariant(), $"{entry.RecordType.Name} {entry.LocalId} ({entry.Event})  {entry.Link}");
    }
}

async Task<T> InAppAsync<T>(Func<Billing, Task<T>> work)
{
    await using var scope = app.CreateAsyncScope();
    return await work(scope.ServiceProvider.GetRequiredService<Billing>());
}

string InQuickBooks(string number) => (string)company.Invoices.First(one => (string?)one["DocNumber"] == number)["Id"]!;

bool IsOurs(System.Text.Json.Nodes.JsonObject invoice) => ((string?)invoice["DocNumber"] ?? "").StartsWith("INV-", StringComparison.Ordinal);

// At a host, the key comes from a vault.
byte[] SecretKey()
{
    var path = Path.Combine(folder.FullName, "key");
    if (!File.Exists(path))
    {
        File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(32));
    }

    return File.ReadAllBytes(path);
}

void Step(string title) => Console.WriteLine($"\n{title}");

void Line(string word, string text) => Console.WriteLine($"  {word,-13} {text}".TrimEnd());

/// <summary>A customer of the app's.</summary>
internal sealed class Account
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public bool IsApproved { get; set; }
}

/// <summary>An invoice of the app's.</summary>
internal sealed class Bill
{
    public required string Id { get; init; }

    public required string Number { get; set; }

    public required string AccountId { get; init; }

    public required decimal Amount { get; init; }

    public string Status { get; set; } = "open";

    public decimal Paid { get; set; }
}

/// <summary>The app's database: its own tables, and those of the engine beside them.</summary>
internal sealed class BillingDatabase(DbContextOptions<BillingDatabase> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Bill> Bills => Set<Bill>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddSequenceConnectors();
}

/// <summary>The app's own code. What it changes and what it publishes are stored together: both, or neither.</summary>
internal sealed class Billing(BillingDatabase database, SyncEngine engine)
{
    public const string Tenant = "acme";

    /// <summary>Makes the database with its first customers and invoices.</summary>
    /// <returns>Whether there was none.</returns>
    public async Task<bool> CreateAsync()
    {
        if (!await database.Database.EnsureCreatedAsync())
        {
            return false;
        }

        database.AddRange(
            new Account { Id = "cus_northwind", Name = "Northwind Traders", Email = "ap@northwind.example", IsApproved = true },
            new Account { Id = "cus_adatum", Name = "Adatum Corporation", Email = "ap@adatum.example", IsApproved = true },
            new Account { Id = "cus_contoso", Name = "Contoso Ltd", Email = "ap@contoso.example" },
            new Bill { Id = "inv_1", Number = "INV-1001", AccountId = "cus_northwind", Amount = 499m },
            new Bill { Id = "inv_2", Number = "INV-1002", AccountId = "cus_adatum", Amount = 1250m },
            new Bill { Id = "inv_3", Number = "INV-1003", AccountId = "cus_contoso", Amount = 80m },
            new Bill { Id = "inv_4", Number = "INV-ADATUM-2026-NOVEMBER-4", AccountId = "cus_adatum", Amount = 35.50m });
        return await database.SaveChangesAsync() > 0;
    }

    public async Task<bool> PublishAllAsync()
    {
        foreach (var account in await database.Accounts.Where(one => one.IsApproved).ToListAsync())
        {
            Publish(account);
        }

        foreach (var bill in await database.Bills.OrderBy(one => one.Id).ToListAsync())
        {
            Publish(bill);
        }

        return await database.SaveChangesAsync() > 0;
    }

    #region publish
    public async Task<bool> ApproveAsync(string accountId)
    {
        var account = await database.Accounts.SingleAsync(one => one.Id == accountId);
        account.IsApproved = true;
        Publish(account);
        return await database.SaveChangesAsync() > 0;       // the app's change and what is to be sent: both or neither
    }

    private void Publish(Account account) => database.AddPublications(engine.Publisher.Compose(
        Tenant,
        new Customer
        {
            Id = account.Id,
            Name = account.Name,
            Currency = CurrencyCode.Parse("USD"),
            Contacts = [new() { Email = account.Email }],
        },
        HostEvent.Saved));
    #endregion

    public async Task<bool> RenumberAsync(string billId, string number)
    {
        var bill = await database.Bills.SingleAsync(one => one.Id == billId);
        bill.Number = number;
        Publish(bill);
        return await database.SaveChangesAsync() > 0;
    }

    public Task<List<Bill>> ListAsync() => database.Bills.OrderBy(one => one.Id).ToListAsync();

    private void Publish(Bill bill)
    {
        var (status, what) = bill.Status switch
        {
            "voided" => (DocumentStatus.Voided, HostEvent.Voided),
            "sent" => (DocumentStatus.Sent, HostEvent.Sent),
            _ => (DocumentStatus.Final, HostEvent.Finalized),
        };
        database.AddPublications(engine.Publisher.Compose(
            Tenant,
            new Invoice
            {
                Id = bill.Id,
                Number = bill.Number,
                CustomerId = bill.AccountId,
                Currency = CurrencyCode.Parse("USD"),
                IssueDate = new LocalDate(2026, 11, 2),
                Status = status,
                Lines = [new() { Id = "1", Description = "Platform, November", NetTotal = bill.Amount }],
            },
            what));
    }
}

#region react
/// <summary>Runs in the transaction in which the engine stores that the payment was told: it happens once, whatever crashes.</summary>
internal sealed class TakePayment(BillingDatabase database) : IReaction<InvoicePaymentChanged>
{
    public async Task ReactAsync(InvoicePaymentChanged change, CancellationToken cancellationToken)
    {
        var bill = await database.Bills.SingleAsync(one => one.Id == change.LocalId, cancellationToken);
        bill.Paid = bill.Amount - (change.Balance ?? 0m);
        bill.Status = change.After == PaymentStatus.Paid ? "paid" : bill.Paid > 0m ? "part paid" : "open";
    }
}
#endregion

internal sealed class MarkSent(BillingDatabase database) : IReaction<InvoiceSent>
{
    public async Task ReactAsync(InvoiceSent change, CancellationToken cancellationToken) =>
        (await database.Bills.SingleAsync(one => one.Id == change.LocalId, cancellationToken)).Status = "sent";
}

internal sealed class MarkVoided(BillingDatabase database) : IReaction<InvoiceVoided>
{
    public async Task ReactAsync(InvoiceVoided change, CancellationToken cancellationToken) =>
        (await database.Bills.SingleAsync(one => one.Id == change.LocalId, cancellationToken)).Status = "voided";
}
