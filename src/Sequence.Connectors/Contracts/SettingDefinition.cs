namespace Sequence.Connectors;

/// <summary>A setting that a connection may carry: one line of a connector's schema.</summary>
public sealed record SettingDefinition
{
    /// <summary>The key, such as <c>items.default</c>; a key that ends in <c>.*</c> stands for any name after the dot.</summary>
    public required string Key { get; init; }

    /// <summary>What the setting decides, in one sentence for people.</summary>
    public required string Description { get; init; }

    /// <summary>The values that are allowed; empty for any text.</summary>
    public ValueList<string> Choices { get; init; }

    /// <summary>The value that applies when none is set; null when nothing does.</summary>
    public string? Default { get; init; }
}
