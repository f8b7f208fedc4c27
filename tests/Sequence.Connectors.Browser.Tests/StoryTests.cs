using Microsoft.Playwright;

namespace Sequence.Connectors.Browser.Tests;

/// <summary>The story of samples/WebHost as people at its pages live it.</summary>
public sealed class StoryTests
{
    private const string Company = "Larkspur Analytics Inc.";
    private const string Own = "Acme’s customers";
    private const string Organisation = "Juniper Flats Analytics LLC";

    [Fact]
    [Trait("Behaviour", "S3-1")]
    [Trait("Behaviour", "S1-16")]
    [Trait("Behaviour", "S1-20")]
    public async Task A_tenant_connects_its_ledgers_imports_invoices_and_sees_what_is_paid_there()
    {
        await using var browser = await Chromium.StartAsync();
        await using var host = await WebHostProcess.StartAsync();
        var ada = new Person(await browser.OpenAsync(host.Address));

        await SignInAsync(ada);
        await DeclineAsync(ada);
        await ConnectQuickBooksAsync(ada);
        await ReadAndMendAsync(ada);
        await LinkAsync(ada);
        await ImportAsync(ada);
        await FinalizeAndBePaidAsync(ada);
        await RunIntoAProblemAsync(ada);
        await ConnectXeroAsync(ada);
        await SendToBothAsync(ada);
        await DisconnectAndComeBackAsync(ada);

        Assert.Empty(ada.Troubles);
        Assert.Equal("", await host.EndAsync());
    }

    private static async Task SignInAsync(Person ada)
    {
        await ada.OpenAsync("/connections.html");
        await ada.SeesAsync("Sign in");
        await ada.LookAsync("01-sign-in");
        await ada.PressAsync("Sign in as Acme’s administrator");
        await Assertions.Expect(ada.Page).ToHaveTitleAsync("Connections – Acme Billing");
        await ada.SeesAsync("Not connected");
    }

    private static async Task DeclineAsync(Person ada)
    {
        await ada.PressAsync("Connect QuickBooks");
        await ada.SeesAsync("An app wants to connect to QuickBooks");
        await ada.PressAsync("No thanks");
        await ada.IsWarnedAsync("QuickBooks is not connected: you declined. Nothing was changed.");
        await ada.LookAsync("02-declined");
    }

    private static async Task ConnectQuickBooksAsync(Person ada)
    {
        await ada.PressAsync("Connect QuickBooks");
        await ada.Page.GetByRole(AriaRole.Radio, new() { Name = Company }).CheckAsync();
        await ada.LookAsync("03-consent");
        await ada.PressAsync("Connect");

        await ada.IsToldAsync("QuickBooks is connected.");
        await ada.SeesAsync($"{Company} (sandbox)");
        await ada.SeesAsync("Lines whose product is not mapped have no item to be booked to.");
        await ada.LookAsync("04-preflight");
        await ada.ChooseAsync("Invoices are sold as", "Services");
        await ada.PressAsync("Save invoices are sold as");
        await ada.SeesAsync("Nothing: invoices can be sent.");
        await ada.LookAsync("05-connected");
    }

    private static async Task ReadAndMendAsync(Person ada)
    {
        await ada.GoAsync("Customers");
        await ada.PressAsync("Read customers");
        await ada.IsToldAsync("customers were read.");
        await ada.SeesInRowAsync("Kookies by Kathy", "not valid", "Import");
        await ada.ChooseAsync("Show", "not valid");
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Rowheader, new() { Name = "Evergreen Labs" })).ToHaveCountAsync(0);
        await ada.LookAsync("06-not-valid");

        var quickBooks = await ada.FollowAsync("Open Kookies by Kathy in QuickBooks");
        await quickBooks.SeesAsync("Kookies by Kathy");
        await quickBooks.FillAsync("E-mail", "kathy@kookies.example");
        await quickBooks.LookAsync("07-mending");
        await quickBooks.PressAsync("Save");
        await quickBooks.Page.CloseAsync();
        await ada.PressAsync("Read again Kookies by Kathy");

        await ada.IsToldAsync("Kookies by Kathy was read again.");
        await ada.ChooseAsync("Show", "all");
        await ada.SeesInRowAsync("Kookies by Kathy", "ready", "Import");
    }

    private static async Task LinkAsync(Person ada)
    {
        await ada.SeesInRowAsync("Cool Cars", "perhaps known", "Import");
        await ada.PressAsync("It is the same Cool Cars");
        await ada.IsToldAsync("Cool Cars is linked.");

        // By hand: the address of the customer's page in QuickBooks is copied from there.
        var quickBooks = await ada.FollowAsync("Open Hudson & Daughters in QuickBooks");
        await ada.ChooseAsync("Customer", "Hudson and Daughters");
        await ada.ChooseAsync("Connection", "QuickBooks");
        await ada.FillAsync("Its id there, or the address of its page", quickBooks.Page.Url);
        await quickBooks.Page.CloseAsync();
        await ada.PressAsync("Link");

        await ada.IsToldAsync("Hudson and Daughters is linked.");
        await ada.SeesInRowAsync("Hudson and Daughters", "linked", Own);
    }

    private static async Task ImportAsync(Person ada)
    {
        await ada.PressAsync("Import all that are ready");
        await ada.IsToldAsync("customers were imported.");
        await ada.SeesInRowAsync("Kookies by Kathy", "kathy@kookies.example", Own);
        await ada.LookAsync("08-imported");
    }

    private static async Task FinalizeAndBePaidAsync(Person ada)
    {
        await FinalizeAsync(ada, "INV-1001");
        await ada.SeesInRowAsync("INV-1001", "sent");
        await ada.SeesInRowAsync("INV-1001", "open");

        await ada.Page.EvaluateAsync("window.stayed = true");
        var quickBooks = await ada.FollowAsync("Open INV-1001 in QuickBooks");
        await quickBooks.SeesAsync("Hudson & Daughters");
        await quickBooks.LookAsync("09-in-quickbooks");
        await quickBooks.PressAsync("Receive payment");
        await quickBooks.SeesAsync("This invoice is paid.");
        await quickBooks.Page.CloseAsync();

        await ada.SeesInRowAsync("INV-1001", "paid");
        Assert.True(await ada.Page.EvaluateAsync<bool>("window.stayed"), "The page was loaded again.");
        await ada.LookAsync("10-paid");
    }

    private static async Task RunIntoAProblemAsync(Person ada)
    {
        await ada.GoAsync("Simulated ledgers", "Books");
        await ada.Page.GetByRole(AriaRole.Link, new() { Name = Company }).ClickAsync();
        await ada.PressAsync("Close the books");
        await ada.SeesAsync("The books are closed until");
        await ada.LookAsync("11-closed-books");
        await ada.GoAsync("Back to Acme Billing", "Connections");
        await ada.GoAsync("Invoices");
        await FinalizeAsync(ada, "INV-1002");
        await ada.SeesInRowAsync("INV-1002", "did not sync The books are closed until");

        await ada.GoAsync("Problems");
        await ada.SeesInRowAsync("INV-1002", "Acme’s finance team");
        await ada.SeesInRowAsync("INV-1002", "Reopen the period in QuickBooks, or give a date after it.");
        await ada.LookAsync("12-problem");
        var quickBooks = await ada.FollowAsync("Open it in QuickBooks");
        await quickBooks.PressAsync("Open the books");
        await quickBooks.SeesAsync("The books are open.");
        await quickBooks.Page.CloseAsync();
        await ada.PressAsync("Retry Invoice INV-1002");

        await ada.SeesAsync("Nothing: everything is in step.");
        await ada.GoAsync("Invoices");
        await ada.SeesInRowAsync("INV-1002", "sent");
    }

    private static async Task ConnectXeroAsync(Person ada)
    {
        await ada.GoAsync("Connections");
        await ada.PressAsync("Connect Xero");
        await ada.Page.GetByRole(AriaRole.Radio, new() { Name = Organisation }).CheckAsync();
        await ada.PressAsync("Allow access");
        await ada.IsToldAsync("Xero is connected.");
        await ada.ChooseAsync("Invoices are booked to", "Sales");
        await ada.PressAsync("Save invoices are booked to");
        await ada.IsToldAsync("Saved.");
        await ada.GoAsync("Customers");
        await ada.PressAsync("Create in Xero Hudson and Daughters");
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Link, new() { Name = "Open Hudson and Daughters in Xero" })).ToBeVisibleAsync();
    }

    private static async Task SendToBothAsync(Person ada)
    {
        await ada.GoAsync("Invoices");
        await FinalizeAsync(ada, "INV-1003");
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Link, new() { Name = "Open INV-1003 in QuickBooks" })).ToBeVisibleAsync();
        var xero = await ada.FollowAsync("Open INV-1003 in Xero");
        await xero.FillAsync("Amount", "100.00");
        await xero.PressAsync("Receive payment");
        await xero.SeesAsync("442.04");
        await xero.Page.CloseAsync();

        await ada.SeesInRowAsync("INV-1003", "part paid");
        await ada.LookAsync("13-both-ledgers");
    }

    private static async Task DisconnectAndComeBackAsync(Person ada)
    {
        await ada.GoAsync("Connections");
        await ada.PressAsync("Disconnect QuickBooks");
        await ada.IsToldAsync("Nothing is sent and nothing is read any more. Links are kept");
        await ada.IsToldAsync("The access was ended at QuickBooks Online too.");
        await ada.LookAsync("14-disconnected");

        await ada.PressAsync("Connect QuickBooks");
        await ada.PressAsync("Connect");
        await ada.IsToldAsync("QuickBooks is connected.");
        await ada.GoAsync("Customers");
        await ada.SeesInRowAsync("Hudson and Daughters", "Open Hudson and Daughters in QuickBooks", Own);
    }

    private static async Task FinalizeAsync(Person ada, string number)
    {
        if (await ada.Page.TitleAsync() != "Invoices – Acme Billing")
        {
            await ada.GoAsync("Invoices");
        }

        await ada.ChooseAsync("Customer", "Hudson and Daughters");
        await ada.PressAsync("Finalize");
        await ada.IsToldAsync($"{number} is final.");
    }
}
