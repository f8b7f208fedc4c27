using Microsoft.Playwright;

namespace Sequence.Connectors.Browser.Tests;

/// <summary>Somebody at a page: finds things by what they are called, and keeps pictures of what is seen.</summary>
internal sealed class Person(IPage page)
{
    private static readonly string Pictures = Path.Combine(Root(AppContext.BaseDirectory), "artifacts", "screenshots");

    public IPage Page => page;

    public Task OpenAsync(string path) => page.GotoAsync(path);

    /// <summary>Follows a link of the page's navigation.</summary>
    public async Task GoAsync(string name, string? heading = null)
    {
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading ?? name);
    }

    public Task PressAsync(string button) => page.GetByRole(AriaRole.Button, Exactly(button)).ClickAsync();

    public Task ChooseAsync(string label, string option) => page.GetByRole(AriaRole.Combobox, Exactly(label)).SelectOptionAsync(
        new SelectOptionValue { Label = option });

    public Task FillAsync(string label, string text) => page.GetByRole(AriaRole.Textbox, Exactly(label)).FillAsync(text);

    public Task SeesAsync(string text) => Assertions.Expect(page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>What is told of the last thing that was done.</summary>
    public Task IsToldAsync(string text) => Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(text);

    public Task IsWarnedAsync(string text) => Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(text);

    /// <summary>Sees a text in the row of that name, in one of the page's sections or on a page that has one such row.</summary>
    public Task SeesInRowAsync(string row, string text, string? section = null)
    {
        var rows = section is null ? page.GetByRole(AriaRole.Row) : page.GetByRole(AriaRole.Region, Exactly(section)).GetByRole(AriaRole.Row);
        var named = rows.Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = row }) });
        return Assertions.Expect(named).ToContainTextAsync(text);
    }

    /// <summary>Follows a link that opens a tab of its own.</summary>
    public async Task<Person> FollowAsync(string link) => new(await page.RunAndWaitForPopupAsync(
        () => page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync()));

    /// <summary>A picture of the page, and whether everybody can use it.</summary>
    public async Task LookAsync(string name)
    {
        await Accessibility.CheckAsync(page);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}.png"), FullPage = true });
    }

    private static PageGetByRoleOptions Exactly(string name) => new() { Name = name, Exact = true };

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Sequence.Connectors.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
