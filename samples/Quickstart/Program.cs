// A billing product puts its invoices and credit memos into a customer's QuickBooks: the whole way, on this machine, with no account.
//   dotnet run --project samples/Quickstart
// Run it twice: the second run finds that everything stands already, and sends nothing.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quickstart;
using Sequence.Connectors.Http;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => stop.Cancel(pressed.Cancel = true);
try
{
    var arguments = Arguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(Arguments.Usage);
        return 0;
    }

    return await RunAsync(arguments, new Screen(), stop.Token);
}
catch (Exception problem)
    when (problem is UsageException or OptionsValidationException or ConnectorException { Kind: ConnectorErrorKind.Configuration }
    )
{
    Console.Error.WriteLine(
        problem is OptionsValidationException { Failures: var failures } ? string.Join('\n', failures) : problem.Message
    );
    return 2;
}
catch (ConnectorException problem)
{
    Console.Error.WriteLine(
        $"{problem.Message}\n  What to do: {problem.HelpLink}{(problem.RequestId is { } id ? $"\n  Request id, for the system's support: {id}" : "")}"
    );
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped. Run it again to go on: nothing will be sent twice.");
    return 1;
}

static async Task<int> RunAsync(Arguments arguments, Screen screen, CancellationToken token)
{
    var records = RecordsFile.Load(arguments.Records);
    using var folder = new StateFolder(Path.Combine(arguments.State, arguments.Live ? "sandbox" : "simulated"), arguments.Fresh);
    await using ICompany company = arguments.Live ? SandboxCompany.FromConfiguration() : await SimulatedCompany.StartAsync(folder, token);

    // Wire it up as in any host: systems, and where connections and tokens are kept.
    await using var services = new ServiceCollection()
        .AddSingleton(folder)
        .AddSequenceConnectors(connectors =>
        {
            company.AddTo(connectors);
            connectors.UseConnectionStore<FileConnectionStore>().UseGrantStore<FileGrantStore>().UseSecretKeys(folder.Key());
        })
        .BuildServiceProvider();
    var connectors = services.GetRequiredService<SequenceConnectors>();

    screen.Step("Connect");
    var known = await services.GetRequiredService<IConnectionStore>().ListAsync("acme", token);
    var connection = known.FirstOrDefault(one => one.State == ConnectionState.Active);
    if (connection is null)
    {
        // A host redirects a browser to the page, and gets the answer at its redirect address.
        var page = await connectors.BeginConnectAsync(
            new()
            {
                Connector = "quickbooks",
                App = "sandbox",
                Tenant = "acme",
                RedirectUri = company.RedirectUri,
                ConnectionId = known is [var lost, ..] ? lost.Id : null,
            },
            token
        );
        connection = (await connectors.CompleteConnectAsync(await company.ConsentAsync(page, token), token))[0];
        screen.Line($"  Consent was given; company {connection.AccountId} is connected.");
        screen.Line(arguments.Live ? "" : "  It is a simulated one: its links are those of QuickBooks, but lead nowhere.");
    }
    else
    {
        screen.Line($"  Company {connection.AccountId} was connected by an earlier run.");
    }

    screen.Step("Examine the company");
    var session = await connectors.OpenAsync(connection.Id, token);
    var report = await screen.WorkAsync("Asking QuickBooks what this company is", () => session.PreflightAsync(token));
    screen.Table(["Fact", "Value"], report.Facts.Select(fact => new[] { fact.Name, fact.Value }));
    foreach (var problem in report.Problems)
    {
        screen.Result("problem", problem.ToString());
        screen.Detail(problem.Fix);
    }

    screen.Step("Choose the item that lines are booked to");
    var products = await screen.WorkAsync(
        "Reading products",
        () => session.Products.ReadAllAsync(cancellationToken: token).ToListAsync(token).AsTask()
    );
    var item =
        products.Find(one => one.Id == connection.Settings.Find("items.default"))
        ?? products.Find(one => one is { State: RecordState.Active, KindText: "Service" })
        ?? throw new UsageException(
            "The company sells no services yet. Add an item of the type Service in QuickBooks, and run this again."
        );
    screen.Table(
        ["Id", "Product", "Kind", "Price"],
        products.Select(one => new[] { one.Id, one.Name ?? "", one.KindText ?? "", Invariant($"{one.UnitPrice}") })
    );
    connection = await connectors.ConfigureAsync(connection.Id, settings => settings.With("items.default", item.Id), token);
    session = await connectors.OpenAsync(connection.Id, token);
    screen.Line($"  The connection's setting items.default is {item.Id} ({item.Name}).");

    screen.Step("Import customers");
    var customers = await screen.WorkAsync(
        "Reading customers",
        () => session.Customers.ReadAllAsync(cancellationToken: token).ToListAsync(token).AsTask()
    );
    var checkedCustomers = customers.ConvertAll(one => (Customer: one, Problems: ImportRules.Check(one)));
    screen.Table(
        ["Customer", "Mail", "Country", "Import"],
        checkedCustomers.Select(one => new[]
        {
            one.Customer.Name ?? one.Customer.Id, one.Customer.BillingEmail ?? "", one.Customer.BillingAddress?.Country?.Value ?? "",
            one.Problems.Count == 0 ? "valid" : $"refused: {string.Join(", ", one.Problems.Select(problem => problem.Code))}",
        }));
    foreach (var (customer, problems) in checkedCustomers.Where(one => one.Problems.Count > 0))
    {
        screen.Result("refused", $"{customer.Name}   {customer.Source?.Link}");
        foreach (var problem in problems)
        {
            screen.Reason(problem with { Link = null });
        }
    }

    var valid = checkedCustomers.FindAll(one => one.Problems.Count == 0).ConvertAll(one => one.Customer);
    screen.Line($"  {valid.Count} valid, {customers.Count - valid.Count} refused.");

    // Linking is the host's decision: a connector never looks a customer up by a name.
    screen.Step("Link our customers to theirs");
    var references = References.Empty;
    foreach (var (ours, theirs) in records.Customers)
    {
        var matches = valid.FindAll(one => Same(one.BillingEmail, theirs) || Same(one.Name, theirs));
        if (matches is [var match])
        {
            references = references.And<Customer>(ours, match.Id);
            screen.Result("linked", $"{ours} is {match.Name} ({match.Id})");
        }
        else
        {
            screen.Result(
                "not linked",
                $"{ours}: '{theirs}' {(matches.Count == 0 ? "is no valid customer" : $"fits {matches.Count} customers")} of the company."
            );
        }
    }

    screen.Step("Send invoices and credit memos");
    var links = folder.Read("links.json", Files.Links) ?? new();
    var push = new Push(connection, references, links, () => folder.Write("links.json", links, Files.Links), screen);
    await push.PlanAsync(session.Invoices, records.Invoices, links.Invoices, token);
    await push.SendAsync(session.Invoices, records.Invoices, links.Invoices, token);
    await push.SendAsync(session.CreditMemos, records.CreditMemos, links.CreditMemos, token);

    const int Most = 20;
    screen.Step("Take payments in QuickBooks, and read what became of the invoices");
    var sent = records
        .Invoices.Where(one => links.Invoices.ContainsKey(one.Id))
        .Select(one => links.Invoices[one.Id].Target.ExternalId)
        .ToArray();
    var standing = await screen.WorkAsync("Reading invoices", () => ReadBackAsync(session, sent, token));
    var unpaid = standing.FindAll(one => one.PaymentStatus == PaymentStatus.Unpaid);
    var isPaidHere = unpaid.Count == standing.Count && unpaid is [var first, var second, ..]
        && company.TryReceivePayment(first.Id, decimal.Round(first.GrossTotal!.Value / 2, 2))
        && company.TryReceivePayment(second.Id, second.GrossTotal!.Value);
    standing = isPaidHere ? await screen.WorkAsync("Reading them again", () => ReadBackAsync(session, sent, token)) : standing;
    foreach (var invoice in standing.Take(Most))
    {
        screen.Result(
            Words(invoice.PaymentStatus),
            Invariant(
                $"{invoice.Number}  {invoice.Balance} of {invoice.GrossTotal} {invoice.CurrencyText} is open  {invoice.Source?.Link}"
            )
        );
    }

    if (standing.Count > Most)
    {
        screen.Line($"  ... and {standing.Count - Most} more.");
    }

    if (arguments.Live)
    {
        screen.Line("  Receive a payment on one of these pages and run this again: its status will have changed.");
    }

    screen.Step("Summary");
    var requests = services.GetRequiredService<CallCounter>().Of(connection).Requests;
    screen.Line(
        $"  {push.Created} created, {push.Updated} updated, {push.Unchanged} unchanged, {push.Refused} refused, {push.Open} open; {requests} requests, {push.Writes} of them writes."
    );
    screen.Line(
        push.Open > 0 ? "  Some effects are not known yet; run this again later to find out. Nothing will be sent twice."
        : push.Created + push.Updated > 0 ? "  Run it again: it will find that everything stands, and send nothing."
        : "  Everything stands. --fresh starts over."
    );
    return push.Open > 0 ? 1 : 0;
}

static async Task<List<Invoice>> ReadBackAsync(ConnectorSession session, string[] ids, CancellationToken token)
{
    var found = new Dictionary<string, Invoice>();
    await foreach (var change in session.Invoices.FindAsync(ids, token))
    {
        if (change is Change<Invoice>.Current { Record: var invoice })
        {
            found[invoice.Id] = invoice;
        }
    }

    return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
}

static string Words(PaymentStatus status) => status switch
{
    PaymentStatus.PartiallyPaid => "part paid",
    PaymentStatus.NothingDue => "zero",
    _ => status.ToString().ToLowerInvariant(),
};

static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

static string Invariant(FormattableString text) => FormattableString.Invariant(text);
