// SPDX-License-Identifier: Apache-2.0
// Tickets, notes, tags, and messages to customers.
//   create_gorgias_ticket(user_email, subject, message), add_*_note(note, ticket_id?),
//   add_*_tag / remove_gorgias_tag(tag, ticket_id?), assign_gorgias_ticket(team, ticket_id?),
//   close_gorgias_ticket(ticket_id?), send_async_message(message),
//   shopify_notify_customer(order_id, message), klaviyo_track_event(email, event, note?)
#include <fmt/format.h>

#include <algorithm>

#include "stdlib-tools/sandbox/registry.h"
#include "stdlib-tools/sandbox/views.h"

namespace proviso::sandbox {
namespace {

std::string TicketId(const Shop& shop, const Arguments& arguments) {
  return arguments.Text("ticket_id", shop.conversation_ticket.c_str());
}

using Change = void (*)(Ticket& ticket, const Arguments& arguments);

// Looks the ticket up, changes it and shows it.
template <Change change>
ToolOutcome OnTicket(Shop& shop, const Arguments& arguments) {
  const std::string id = TicketId(shop, arguments);
  Ticket* ticket = shop.FindTicket(id);
  if (ticket == nullptr) {
    return ToolError{"not_found", fmt::format("there is no ticket {}", id)};
  }
  change(*ticket, arguments);
  return TicketView(*ticket);
}

void AddNote(Ticket& ticket, const Arguments& arguments) {
  ticket.notes.push_back(arguments.Text("note"));
}

void AddTag(Ticket& ticket, const Arguments& arguments) {
  const std::string tag = arguments.Text("tag");
  if (std::find(ticket.tags.begin(), ticket.tags.end(), tag) == ticket.tags.end()) {
    ticket.tags.push_back(tag);
  }
}

void RemoveTag(Ticket& ticket, const Arguments& arguments) {
  std::erase(ticket.tags, arguments.Text("tag"));
}

void Assign(Ticket& ticket, const Arguments& arguments) {
  ticket.assigned_to = arguments.Text("team");
  ticket.status = "open";
}

void Close(Ticket& ticket, const Arguments&) { ticket.status = "closed"; }

ToolOutcome CreateTicket(Shop& shop, const Arguments& arguments) {
  const std::string email = arguments.Text("user_email");
  const Customer* customer = shop.FindCustomer(email);
  if (customer == nullptr) {
    return CustomerNotFound(email);
  }
  Ticket ticket;
  ticket.ticket_id = shop.NewId("ticket", "T-", 101);
  ticket.email = customer->email;
  ticket.subject = arguments.Text("subject");
  ticket.messages.push_back(arguments.Text("message"));
  shop.tickets.push_back(ticket);
  return TicketView(ticket);
}

ToolOutcome SendMessage(Shop& shop, const Arguments& arguments) {
  const Ticket* ticket = shop.FindTicket(shop.conversation_ticket);
  return MessageView(shop.Send(ticket ? ticket->email : std::nullopt, arguments.Text("message")));
}

ToolOutcome NotifyCustomer(Shop& shop, const Arguments& arguments) {
  const std::string id = arguments.Text("order_id");
  const Order* order = shop.FindOrder(id);
  if (order == nullptr) {
    return OrderNotFound(id);
  }
  return MessageView(shop.Send(order->email, arguments.Text("message")));
}

ToolOutcome TrackEvent(Shop& shop, const Arguments& arguments) {
  const std::string email = arguments.Text("email");
  if (shop.FindCustomer(email) == nullptr) {
    return CustomerNotFound(email);
  }
  shop.events.push_back(
      {shop.NewId("event", "E-", 1), email, arguments.Text("event"), arguments.Text("note")});
  return Json{{"event_id", shop.events.back().event_id}, {"status", "accepted"}};
}

}  // namespace

void RegisterHelpdeskTools(Registry& registry) {
  for (const char* name : {"add_note", "add_gorgias_note", "add_kustomer_note"}) {
    registry.Add(name, OnTicket<AddNote>);
  }
  registry.Add("add_tag", OnTicket<AddTag>);
  registry.Add("add_gorgias_tag", OnTicket<AddTag>);
  registry.Add("remove_gorgias_tag", OnTicket<RemoveTag>);
  registry.Add("assign_gorgias_ticket", OnTicket<Assign>);
  registry.Add("close_gorgias_ticket", OnTicket<Close>);
  registry.Add("create_gorgias_ticket", CreateTicket);
  registry.Add("send_async_message", SendMessage);
  registry.Add("shopify_notify_customer", NotifyCustomer);
  registry.Add("klaviyo_track_event", TrackEvent);
}

}  // namespace proviso::sandbox
