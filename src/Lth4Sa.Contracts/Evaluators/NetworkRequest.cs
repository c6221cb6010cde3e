using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Training;

namespace Lth4Sa.Contracts.Evaluators;

/// <summary>A network to train from scratch.</summary>
/// <param name="Name">The name of the network, in messages and of its file.</param>
/// <param name="Folder">The folder of the checkpoint: the run id.</param>
/// <param name="Data">The images.</param>
/// <param name="DataHash">The SHA-256 of the split's manifest, which the images must have.</param>
/// <param name="Backbone">The name of the backbone.</param>
/// <param name="Module">The name of the attention module.</param>
/// <param name="Sharing">Either full, a module for each block, or share, one for each stage.</param>
/// <param name="Scheme">The scheme: one digit, 0 or 1, for each block.</param>
/// <param name="Recipe">The recipe of the training.</param>
/// <param name="TrainOn">The images to train on: all, the held-out ones too, or split.</param>
/// <param name="Seed">The seed of weights and batches.</param>
[GenerateSerializer, Immutable]
public sealed record NetworkRequest(
    string Name, string Folder, DataSpec Data, string DataHash, string Backbone, string Module, string Sharing, string Scheme,
    RecipeOptions Recipe, string TrainOn, long Seed);
