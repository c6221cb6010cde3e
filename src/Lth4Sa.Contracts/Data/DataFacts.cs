namespace Lth4Sa.Contracts.Data;

/// <summary>The facts about a data set that is loaded.</summary>
/// <param name="Classes">The number of classes.</param>
/// <param name="Train">The number of training images.</param>
/// <param name="Validation">The number of validation images.</param>
/// <param name="Test">The number of test images.</param>
/// <param name="ImageSize">The height and width of the images that a network gets, in pixels.</param>
/// <param name="Hash">The SHA-256 of the split's manifest.</param>
[GenerateSerializer, Immutable]
public sealed record DataFacts(int Classes, int Train, int Validation, int Test, int ImageSize, string Hash);
