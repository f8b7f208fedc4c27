using Microsoft.Playwright;

namespace Sequence.Connectors.Browser.Tests;

/// <summary>Somebody at a page: finds things by what they are called, and keeps pictures of what is seen.</summary>
internal sealed class Person
{
    private static readonly string Pictures = Path.Combine(Root(AppContext.BaseDirectory), "artifacts", "screenshots");

    private readonly List<string> _troubles = [];
    private readonly IPage _page;

    public Person(IPage page)
    {
        _page = page;
        page.PageError += (_, error) => _troubles.Add(error);
        page.Console += (_, message) => _troubles.AddRange(IsTrouble(message) ? [message.Text] : []);
    }

    public IPage Page => _page;

    /// <summary>What the page's script did wrong or was kept from, such as by its own policy.</summary>
    public IReadOnlyList<string> Troubles => _troubles;

    public Task OpenAsync(string path) => _page.GotoAsync(path);

    /// <summary>Follows a link of the page's navigation.</summary>
    public async Task GoAsync(string name, string? heading = null)
    {
        await _page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await Assertions.Expect(_page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading ?? name);
    }

    public Task PressAsync(string button) => _page.GetByRole(AriaRole.Button, Exactly(button)).ClickAsync();

    public Task ChooseAsync(string label, string option) => _page.GetByRole(AriaRole.Combobox, Exactly(label)).SelectOptionAsync(
        new SelectOptionValue { Label = option });

    public Task FillAsync(string label, string text) => _page.GetByRole(AriaRole.Textbox, Exactly(label)).FillAsync(text);

    public Task SeesAsync(string text) => Assertions.Expect(_page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>What is told of the last thing that was done.</summary>
    public Task IsToldAsync(string text) => Assertions.Expect(_page.GetByRole(AriaRole.Status)).ToContainTextAsync(text);

    public Task IsWarnedAsync(string text) => Assertions.Expect(_page.GetByRole(AriaRole.Alert)).ToContainTextAsync(text);

    /// <summary>Sees a text in the row of that name, in one of the page's sections or on a page that has one such row.</summary>
    public Task SeesInRowAsync(string row, string text, string? section = null)
    {
        var rows = section is null
            ? _page.GetByRole(AriaRole.Row)
            : _page.GetByRole(AriaRole.Region, Exactly(section)).GetByRole(AriaRole.Row);
        var named = rows.Filter(new() { Has = _page.GetByRole(AriaRole.Rowheader, new() { Name = row }) });
        return Assertions.Expect(named).ToContainTextAsync(text);
    }

    /// <summary>Follows a link that opens a tab of its own.</summary>
    public async Task<Person> FollowAsync(string link) => new(await _page.RunAndWaitForPopupAsync(
        () => _page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync()));

    /// <summary>Moves the focus forward until it is where it shall be, by the keyboard alone.</summary>
    public async Task TabToAsync(AriaRole role, string name, int most = 200)
    {
        var target = _page.GetByRole(role, Exactly(name));
        await Assertions.Expect(target).ToBeVisibleAsync();
        for (var tabs = 0; tabs < most; tabs++)
        {
            await _page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("one => one === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"{most} presses of Tab do not reach '{name}'.");
    }

    /// <summary>A picture of the page, and whether everybody can use it.</summary>
    public async Task LookAsync(string name)
    {
        await Accessibility.CheckAsync(_page);
        await _page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}.png"), FullPage = true });
    }

    // A call that is refused is told to the person; the browser notes it besides.
    private static bool IsTrouble(IConsoleMessage message) =>
        message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal);

    private static PageGetByRoleOptions Exactly(string name) => new() { Name = name, Exact = true };

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Sequence.Connectors.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
