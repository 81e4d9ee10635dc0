// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace proviso::understanding {

struct Heard;

// True when the message holds text for machines: JSON, tags, assignments, names with underscores,
// roles that claim to speak, orders to a machine. Tags that only dress text do not count.
bool IsMachineText(const Heard& heard);

}  // namespace proviso::understanding
