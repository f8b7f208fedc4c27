namespace Sequence.Connectors;

/// <summary>Which seats a discount on a seat price is for.</summary>
public enum SeatDiscountScope
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>The contracted minimum only.</summary>
    IncludedSeats,

    /// <summary>The seats above the contracted minimum only.</summary>
    OverageSeats,

    /// <summary>Every seat.</summary>
    AllSeats,
}
