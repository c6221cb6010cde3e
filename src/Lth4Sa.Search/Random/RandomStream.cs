namespace Lth4Sa.Search.Random;

/// <summary>What a random number is for. Two uses never share a stream, so adding one leaves the others alone.</summary>
public enum RandomStream : uint
{
    ControllerWeights = 1,
    Actions = 2,
    CuriosityTarget = 3,
    CuriosityPredictor = 4,
    ReplayChoice = 5,
    Breeding = 6,
    LstmWeights = 7,

    NetworkWeights = 16,
    SupernetScheme = 17,
    EpochOrder = 18,
    Flip = 19,
    Crop = 20,
    ValidationSplit = 21,
    ScreeningOrder = 22,
    ResizedCrop = 23,
    RecalibrationImages = 24,

    SyntheticPrototype = 32,
    SyntheticImage = 33,
    LatencyInput = 34,

    TheoryWeights = 48,
    Landscape = 49,
    LandscapeNoise = 50,
    LandscapeRows = 51,
    Bootstrap = 52,
    StratifiedSchemes = 53,

    Simulation = 64,

    TheorySign = 65,
    TheoryInput = 66,
    TheoryPoint = 67,
}
