namespace Sequence.Connectors.Conformance;

/// <summary>A system where one consent reaches several accounts.</summary>
public interface ISharedConsentBench : IConsentBench
{
    /// <summary>Opens the page of consent as a person does and accepts for all of its accounts.</summary>
    /// <returns>The address that the person is sent back to.</returns>
    Task<Uri> AcceptAllAsync(Uri page, CancellationToken cancellationToken);
}
