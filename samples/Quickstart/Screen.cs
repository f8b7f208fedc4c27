using Spectre.Console;

namespace Quickstart;

/// <summary>Prints for people: with colours and a spinner on a terminal, as plain text in a pipe.</summary>
internal sealed class Screen
{
    private const int PipeWidth = 200;
    private const int StepsToTell = 100;
    private readonly IAnsiConsole _console;
    private readonly bool _isPlain = Console.IsOutputRedirected;
    private int _step;

    public Screen()
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = _isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = _isPlain ? InteractionSupport.No : InteractionSupport.Detect,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(Console.Out),
        });
        if (_isPlain)
        {
            _console.Profile.Width = PipeWidth;
            _console.Profile.Capabilities.Unicode = false;
        }
    }

    public void Step(string title)
    {
        _console.WriteLine();
        _console.MarkupLineInterpolated($"[bold]{++_step}. {title}[/]");
    }

    /// <summary>A line in full: never folded, so that an address can be clicked.</summary>
    public void Line(string text = "") => _console.Profile.Out.Writer.WriteLine(text);

    public void Result(string word, string text)
    {
        var colour = word switch
        {
            "created" or "updated" or "valid" => "green",
            "refused" or "uncertain" or "not sent" => "red",
            _ => "grey",
        };
        _console.Markup($"  [{colour}]{word,-11}[/]");
        Line(text);
    }

    public void Reason(Problem problem)
    {
        Detail($"{problem}{(problem.Fix is { } fix ? $" Fix: {fix}" : "")}");
        Detail(problem.Link?.ToString());
    }

    public void Detail(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Line($"            {text}");
        }
    }

    public void Table(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table
        {
            Border = _isPlain ? TableBorder.Ascii : TableBorder.Rounded,
            ShowRowSeparators = false,
        }.AddColumns([.. columns.Select(Markup.Escape)]);
        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        _console.Write(table);
    }

    /// <summary>Shows that something is under way until it is done.</summary>
    public async Task<T> WorkAsync<T>(string what, Func<Task<T>> work)
    {
        if (!_isPlain)
        {
            return await _console.Status().StartAsync(Markup.Escape(what), _ => work());
        }

        Line($"  {what} ...");
        return await work();
    }

    /// <summary>Shows how far many things have come; the work calls its argument once for each.</summary>
    public async Task CountAsync(string what, int total, Func<Action, Task> work)
    {
        if (!_isPlain)
        {
            await _console.Progress().AutoClear(true).StartAsync(async progress =>
            {
                var task = progress.AddTask(Markup.Escape(what), maxValue: Math.Max(total, 1));
                await work(() => task.Increment(1));
            });
            return;
        }

        var done = 0;
        Line($"  {what} ...");
        await work(() =>
        {
            if (++done % StepsToTell == 0)
            {
                Line($"    {done} of {total}");
            }
        });
    }
}
